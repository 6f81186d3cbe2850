import { readFile } from 'node:fs/promises';
import type { Localised } from '@desk/domain';
import { parseDocument } from 'yaml';
import { z } from 'zod';

/** It stands in one message together with what the desk itself has to say. */
const charsMax = 1_500;
const text = z.string().trim().min(1).max(charsMax);
const PrivacyNoteYaml = z.strictObject({ uk: text, en: text });

export type LoadedNote =
  | { readonly kind: 'loaded'; readonly note: Localised }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** Reads PRIVACY_NOTE_FILE: the operator's own words about privacy, under `uk` and `en`. */
export async function loadPrivacyNote(file: string): Promise<LoadedNote> {
  const yaml = await readFile(file, 'utf8').catch(() => null);
  return yaml === null ? { kind: 'wrong', problems: ['the file cannot be read'] } : readPrivacyNote(yaml);
}

export function readPrivacyNote(yaml: string): LoadedNote {
  const document = parseDocument(yaml);
  if (document.errors.length > 0) return { kind: 'wrong', problems: document.errors.map(({ message }) => message) };
  const parsed = PrivacyNoteYaml.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (parsed.success) return { kind: 'loaded', note: parsed.data };
  return { kind: 'wrong', problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
}
