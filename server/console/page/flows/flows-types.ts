/** What the Flows page is told by the API; the API's own document describes each in full. */

export interface Publication {
  version: string;
  kind: 'seed' | 'publish' | 'rollback';
  atMs: number;
  who: string;
  why: string;
  overridden?: string;
}

export interface DeskFile {
  path: string;
  text: string;
  own: boolean;
  revision: number;
  who?: string;
  atMs?: number;
}

export interface DraftState {
  business: { id: string; name: string };
  inForce: Publication;
  draft?: { id: number; basedOn: string; begunBy: string; begunAtMs: number };
  files: DeskFile[];
  removed: { path: string; revision: number }[];
  stamp: string;
}

export interface SavedFile {
  path: string;
  text?: string;
  revision: number;
  who: string;
  atMs: number;
}

export type Saved =
  | { outcome: 'saved'; draft: number; file: SavedFile }
  | { outcome: 'conflict'; draft: number; theirs: SavedFile }
  | { outcome: 'ended'; ended: { how: 'published' | 'discarded'; who: string; atMs: number } };

export interface Finding {
  file: string;
  line: number;
  what: string;
  fix: string;
  way?: string[];
}

export interface Checked {
  version?: string;
  findings: Finding[];
  stamp: string;
}

export interface Changes {
  before: string;
  after: string;
  groups: { title: string; lines: string[] }[];
}

export interface Published {
  outcome: 'published' | 'in-force-already' | 'refused' | 'to-approve' | 'overtaken' | 'ended';
  version?: string;
  mayOverride: boolean;
  findings: Finding[];
  faults: { what: string; way: string[] }[];
  noticed: { what: string; before: string; after: string; way: string[]; calls: number }[];
}

export interface ListedVersion {
  version: string;
  status: 'checked' | 'published' | 'replaced';
  madeAtMs: number;
  madeBy: string;
  publications: Publication[];
}

/** What fills the middle of the page. */
export type FlowsView =
  | { kind: 'file'; path: string; line?: number }
  | { kind: 'form'; form: FormName }
  | { kind: 'changes' }
  | { kind: 'versions' };

export type FormName = 'hours' | 'holidays' | 'people' | 'services' | 'questions';
