/** The heavy questions about a draft and their answers: what passes between the server and its thread. */
import type { Comparison } from '../../machines/flow/compare/compare.ts';
import type { Business } from '../../machines/policy/business.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Finding } from '../../services/definitions/finding.ts';
import type { PolicyFile } from '../../services/definitions/yaml-file.ts';
import type { ChartPictures } from '../console/chart-picture.ts';
import type { Verdict } from '../publishing/gate.ts';

/** The files of one business as its draft has them, and its neighbours' numbers. */
export interface DraftSources {
  folder: string;
  files: PolicyFile[];
  business: string;
  others: Business[];
  /** The version in force, which a draft that is judged is compared to. */
  published?: Definition;
}

export interface Checked {
  /** Absent while the files cannot be compiled. */
  definition?: Definition;
  findings: Finding[];
}

export type DraftWork =
  | { work: 'check'; sources: DraftSources }
  | { work: 'judge'; sources: DraftSources; databaseUrl: string; callsFolder: string }
  | { work: 'compare'; before: Definition; after: Definition; now: string; callsFolder: string }
  | { work: 'draw'; definition: Definition }
  | { work: 'draw-changes'; before: Definition; after: Definition };

export interface DraftAnswers {
  check: Checked;
  judge: Verdict;
  compare: Comparison;
  draw: ChartPictures;
  'draw-changes': string;
}
