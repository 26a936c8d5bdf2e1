import { join } from 'node:path';
import { startFrontdeskChild } from './bench/lib/frontdesk-child.ts';
import { makeRunFolder } from './bench/lib/run-folder.ts';
import { findRunningServer } from '../server/handset/running-server.ts';
import { openLoadCall, loadQuestions } from './bench/lib/load-call.ts';
import { speakPhrases } from './bench/lib/phrase-voice.ts';
import { createPacer } from './bench/lib/pacer.ts';
import { percentile } from './bench/lib/statistics.ts';
const wait=(ms:number)=>new Promise(r=>setTimeout(r,ms));
const voice = await speakPhrases(loadQuestions);
const run = await makeRunFolder();
const folder = join(run.folder,'x');
const t0=Date.now();
const child = await startFrontdeskChild({folder, databaseUrl: await run.database('x'), core:0, nodeFlags:['--cpu-prof','--cpu-prof-dir=/tmp/scratch/prof2','--trace-gc', ...(process.argv[3]?.split(' ')??[])]});
let gc='';
child.process.stdout!.on('data',(d)=>{gc+=d});
console.log('ready', Date.now()-t0);
for(let i=0;i<8;i++){ await wait(1500); console.log('idle rss', child.memoryBytes()>>20, child.cpuMs()); }
const found=await findRunningServer(folder); if('missing' in found) throw 1;
const pacer=createPacer();
const calls:any[]=[];
const n=Number(process.argv[2]??100);
for(let i=0;i<n;i+=8) { const o=await Promise.all(Array.from({length:8},()=>openLoadCall({server:{...child,ticketSecret:found.ticketSecret},to:'+16145550142',voice}))); for(const c of o){pacer.add(c.line);calls.push(c);} }
const t=setInterval(()=>calls.forEach(c=>c.converse()),50);
gc='';
import { WebSocket } from 'ws';
let cdp:any; let idn=0; const pend=new Map();
if(process.env.SAMP){ const j=await (await fetch('http://127.0.0.1:9333/json')).json() as any; cdp=new WebSocket(j[0].webSocketDebuggerUrl,{perMessageDeflate:false}); await new Promise(r=>cdp.once('open',r)); cdp.on('message',(d:any)=>{const m=JSON.parse(String(d)); pend.get(m.id)?.(m.result);}); }
const cmd=(method:string,params:any={})=>new Promise<any>(r=>{idn++;pend.set(idn,r);cdp.send(JSON.stringify({id:idn,method,params}));});
if(cdp) await cmd('HeapProfiler.startSampling',{samplingInterval:16384,includeObjectsCollectedByMajorGC:true,includeObjectsCollectedByMinorGC:false});
for(let k=0;k<4;k++){ await wait(5000); const late=calls.flatMap(c=>c.line.takeLateness()); console.log('late', percentile(late,.5),percentile(late,.99),percentile(late,1),'rss',child.memoryBytes()>>20,'gaps',percentile(calls.flatMap(c=>c.takeGaps()),.95), 'breaks', calls.reduce((s,c)=>s+c.line.takeBreaks(),0)); }
if(process.env.SNAP){process.chdir('/tmp/scratch');child.process.kill('SIGUSR2');await wait(20000);}
if(cdp){const r=await cmd('HeapProfiler.stopSampling'); (await import('node:fs')).writeFileSync('/tmp/scratch/samp.heapprofile',JSON.stringify(r.profile)); cdp.close();}
clearInterval(t); pacer.stop();
console.log(gc.split('\n').filter(l=>/Mark-Compact|Scavenge/.test(l)).map(l=>l.replace(/\[.*?\]\s+/,'')).slice(-40).join('\n'));
for(const c of calls) await c.hangUp();
await wait(500); await child.stop(); await run.clear();
process.exit(0);
