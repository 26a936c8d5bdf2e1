import { it } from 'vitest';
import { openHouse } from './support/spoken-call.ts';
import { useDatabase } from './support/database.ts';
const db = useDatabase();
it('x', async () => {
  const store = db.store;
  const house = await openHouse({ store });
  const call = await house.dial();
  const qs=['where can I park','what are your hours','do you take my insurance','where is your office','how much is a cleaning'];
  const before = call.entries().length;
  for (let i=0;i<20;i++) await call.says(qs[i%5]!);
  const by:any={};
  for (const e of call.entries().slice(before)) { const k=e.kind+(e.kind==='event'?':'+e.event.type:''); const b=JSON.stringify(e).length; by[k]??=[0,0]; by[k][0]++; by[k][1]+=b; }
  console.log(Object.entries(by).sort((a:any,b:any)=>b[1][1]-a[1][1]).map(([k,v]:any)=>`${k} n=${v[0]} bytes/turn=${Math.round(v[1]/20)}`).join('\n'));
  await house.close();
}, 60000);
