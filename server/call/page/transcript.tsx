/** The conversation: both sides, what was cut off, what was understood, the gap before an answer. */
import { useEffect, useRef } from 'preact/hooks';
import type { CallSession } from './call-session.ts';
import { type AgentLine, type CallerLine, heardAndCut } from './transcript-lines.ts';

export function Transcript({ session }: { session: CallSession }) {
  const { lines, callerSpeaking } = session.view.value;
  const list = useRef<HTMLDivElement>(null);
  const last = lines.at(-1);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [lines, callerSpeaking, session.phase.value]);
  const growing = last?.who === 'caller' && !last.final;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <div ref={list} class="transcript" role="log" aria-label="Transcript" tabIndex={0}>
      {lines.length === 0 && <Empty phase={session.phase.value} />}
      {lines.map((line) =>
        line.who === 'agent' ? (
          <Agent key={line.key} line={line} />
        ) : (
          <Caller key={line.key} line={line} />
        ),
      )}
      {callerSpeaking && !growing && (
        <div class="line caller growing" aria-hidden="true">
          <p>…</p>
        </div>
      )}
    </div>
  );
}

function Empty({ phase }: { phase: string }) {
  return (
    <div class="empty">
      {phase === 'idle'
        ? 'Press Call. Speak or type as you would on a telephone; interrupt whenever you like.'
        : 'Ringing.'}
    </div>
  );
}

function Agent({ line }: { line: AgentLine }) {
  const { heard, cut } = heardAndCut(line);
  const speaking = line.heard === undefined && !line.interrupted;
  return (
    <div class={`line agent${speaking ? ' speaking' : ''}`}>
      <span class="unseen">Agent: </span>
      <p>
        {heard}
        {cut !== '' && (
          <del>
            <span class="unseen"> (not heard: </span>
            {cut}
            <span class="unseen">)</span>
          </del>
        )}
      </p>
      <small>
        {line.gapMs !== undefined && <b class="gap">{Math.round(line.gapMs)} ms</b>}
        {cut !== '' && <span class="cut-mark">cut off by the caller</span>}
      </small>
    </div>
  );
}

function Caller({ line }: { line: CallerLine }) {
  return (
    <div
      class={`line caller${line.final ? '' : ' growing'}`}
      aria-hidden={line.final ? undefined : true}
    >
      <span class="unseen">Caller: </span>
      <p>{line.text}</p>
      {line.understood !== undefined && line.understood.length > 0 && (
        <small class="understood">
          <span class="unseen">understood as </span>
          {line.understood.join(' · ')}
        </small>
      )}
    </div>
  );
}
