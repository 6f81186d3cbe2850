import { readAdf } from '../text/adf.ts';
import type { ChangeItem, IssueRecord, RichText } from './records.ts';
import type { Site } from './site.ts';

/** Cloud's platform API takes documents, everything else takes plain text. */
export type TextFormat = 'document' | 'plain';

/** A value checked but not yet stored, so that a request with one wrong field changes nothing. */
export type PreparedField =
  | { readonly kind: 'wrong'; readonly message: string }
  | { readonly kind: 'ready'; readonly apply: (issue: IssueRecord) => readonly ChangeItem[] };

export interface FieldInput {
  readonly site: Site;
  readonly fieldId: string;
  readonly raw: unknown;
  readonly textFormat: TextFormat;
}

export function wrong(message: string): PreparedField {
  return { kind: 'wrong', message };
}

/** Drops changelog lines that say nothing changed. */
export function ready(apply: (issue: IssueRecord) => readonly ChangeItem[]): PreparedField {
  return {
    kind: 'ready',
    apply: (issue) => apply(issue).filter((item) => item.from !== item.to || item.fromText !== item.toText),
  };
}

/** `{accountId}` or `{id}` on Cloud, `{name}` on Data Center; `null` is nobody, a wrong shape `undefined`. */
export function readPersonReference(site: Site, raw: unknown): string | null | undefined {
  if (raw === null) return null;
  if (typeof raw !== 'object') return undefined;
  const reference: Record<string, unknown> = { ...raw };
  const names = site.flavour === 'cloud' ? ['accountId', 'id'] : ['name'];
  const id = names.map((name) => reference[name]).find((value) => value !== undefined);
  return typeof id === 'string' || id === null ? id : undefined;
}

/** Rich text in either format; `undefined` when Jira would not take it. */
export function readRichText(raw: unknown, textFormat: TextFormat): RichText | undefined {
  if (textFormat === 'document') return readAdf(raw);
  return typeof raw === 'string' ? { text: raw } : undefined;
}

export const textTooLong = 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.';
