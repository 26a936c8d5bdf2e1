/** From files to the version that new calls take; a refusal can be overridden, never unseen. */
import { filesOfBusiness } from '../../services/definitions/policy-folder.ts';
import type { Versions } from '../../services/definitions/versions.ts';
import type { PolicyFile } from '../../services/definitions/yaml-file.ts';
import type { Judged, Verdict } from './gate.ts';

export interface PublishRequest {
  versions: Versions;
  folder: string;
  files: PolicyFile[];
  business: string;
  /** What callers will notice was looked at, and is what is wanted. */
  approve?: boolean;
  who: string;
  why: string;
  /** Why it goes out although the gate refuses. */
  override?: string;
  /** The version that the publisher has seen in force; absent, the one when the judging begins. */
  replacing?: string;
  /** A server with calls going on lets a thread do it. */
  judge(sources: Omit<Judged, 'findSuite' | 'rehearse' | 'compareBehaviour'>): Promise<Verdict>;
}

export type Published =
  | {
      outcome: 'published' | 'in-force-already';
      version: string;
      before?: string;
      verdict: Verdict;
    }
  /** `to-approve`: nothing is wrong, but calls go otherwise, and nobody has said that they should. */
  | { outcome: 'refused' | 'to-approve' | 'overtaken'; verdict: Verdict };

export async function publishDraft(request: PublishRequest): Promise<Published> {
  const { versions, folder, files, business, who, why, override } = request;
  const published = (await versions.inForce(business))?.definition;
  // What is judged beside one version does not overrun another that came while it was judged.
  const replacing = request.replacing ?? published?.version;
  const sources = { folder, files, business, ...(published ? { published } : {}) };
  const verdict = await request.judge(sources);
  const { definition } = verdict;
  if (definition === undefined) return { outcome: 'refused', verdict };
  if (!verdict.passed && override === undefined) return { outcome: 'refused', verdict };
  const noticed = verdict.difference !== undefined && verdict.difference.changes.length > 0;
  if (noticed && request.approve !== true && override === undefined) {
    return { outcome: 'to-approve', verdict };
  }
  await versions.keep(definition, filesOfBusiness(folder, files, business), who);
  const [now] = (await versions.list(business)).filter(({ status }) => status === 'published');
  const { version } = definition;
  // Only a refusal is overridden: a reason given in vain is not kept as one.
  const overridden = verdict.passed || override === undefined ? {} : { overridden: override };
  const publication = { version, kind: 'publish' as const, who, why, ...overridden };
  const outcome = await versions.publish(business, publication, replacing);
  if (outcome === 'unknown-version' || outcome === 'never-published') {
    throw new Error(`version ${version} was not kept`);
  }
  if (outcome === 'overtaken') return { outcome, verdict };
  return { outcome, version, verdict, ...(now ? { before: now.version } : {}) };
}
