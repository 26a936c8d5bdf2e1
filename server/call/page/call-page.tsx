/** The whole page: the telephone on one side, what the call is doing on the other. */
import type { CallSession } from './call-session.ts';
import { ChartPanel } from './chart-panel.tsx';
import { DayCalendar } from './day-calendar.tsx';
import { DialForm } from './dial-form.tsx';
import { GapCard } from './gap-card.tsx';
import { SayForm } from './say-form.tsx';
import { SlotsCard } from './slots-card.tsx';
import { Transcript } from './transcript.tsx';

export function CallPage({ session }: { session: CallSession }) {
  const { view, pictures, notice } = session;
  return (
    <main class="page">
      <section class="telephone" aria-label="Telephone">
        <DialForm session={session} />
        <p class="notice" role="alert" hidden={notice.value === undefined}>
          {notice.value}
        </p>
        <Transcript session={session} />
        <SayForm session={session} />
      </section>
      <ChartPanel pictures={pictures.value} active={view.value.active} way={view.value.way} />
      <SlotsCard view={view.value} />
      <GapCard gaps={view.value.gaps} />
      <DayCalendar session={session} />
    </main>
  );
}
