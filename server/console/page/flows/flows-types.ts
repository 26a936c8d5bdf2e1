/** What the Flows page is told, as the API describes it, and what fills the page. */
import type { z } from 'zod';
import type {
  changesSchema,
  checkedSchema,
  draftSchema,
  findingSchema,
  publishedSchema,
  savedSchema,
  versionsSchema,
} from '../../../api/draft-schemas.ts';

export type DraftState = z.infer<typeof draftSchema>;
export type DeskFile = DraftState['files'][number];
export type Saved = z.infer<typeof savedSchema>;
export type SavedFile = Extract<Saved, { outcome: 'saved' }>['file'];
export type Finding = z.infer<typeof findingSchema>;
export type Checked = z.infer<typeof checkedSchema>;
export type Changes = z.infer<typeof changesSchema>;
export type Published = z.infer<typeof publishedSchema>;
export type ListedVersion = z.infer<typeof versionsSchema>['versions'][number];

/** What fills the middle of the page. */
export type FlowsView =
  | { kind: 'file'; path: string; line?: number }
  | { kind: 'form'; form: FormName }
  | { kind: 'changes' }
  | { kind: 'versions' };

export type FormName = 'hours' | 'holidays' | 'people' | 'services' | 'questions';
