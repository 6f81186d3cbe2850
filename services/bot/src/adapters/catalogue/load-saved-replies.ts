import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { SavedReply } from '../../ports/saved-replies.ts';

const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens');
const textOf = (charsMax: number) =>
  z.strictObject({ uk: z.string().trim().min(1).max(charsMax), en: z.string().trim().min(1).max(charsMax) });

const SavedRepliesYaml = z.strictObject({
  replies: z
    .array(
      z.strictObject({
        id: Slug,
        title: textOf(40),
        text: textOf(3_000),
        teams: z.array(Slug).min(1).max(100).nullable().default(null),
      }),
    )
    .max(200),
});

export type LoadedReplies =
  | { readonly kind: 'loaded'; readonly replies: readonly SavedReply[] }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

const known: ReadonlySet<string> = new Set(['employee', 'number', 'specialist']);

/** Reads SAVED_REPLIES_FILE; its shape is explained at the top of the sample in infra/catalogue. */
export async function loadSavedReplies(file: string): Promise<LoadedReplies> {
  const yaml = await readFile(file, 'utf8').catch(() => null);
  return yaml === null ? { kind: 'wrong', problems: ['the file cannot be read'] } : readSavedReplies(yaml);
}

export function readSavedReplies(yaml: string): LoadedReplies {
  const document = parseDocument(yaml);
  if (document.errors.length > 0) return { kind: 'wrong', problems: document.errors.map(({ message }) => message) };
  const parsed = SavedRepliesYaml.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) {
    return { kind: 'wrong', problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
  }
  const { replies } = parsed.data;
  const problems = [...repeatedIds(replies), ...replies.flatMap(unknownVariables)];
  return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'loaded', replies };
}

function repeatedIds(replies: readonly SavedReply[]): readonly string[] {
  const ids = replies.map(({ id }) => id);
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map((id) => `${id}: the id is there twice`);
}

function unknownVariables({ id, text }: SavedReply): readonly string[] {
  const named = [...`${text.uk} ${text.en}`.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '');
  return [...new Set(named.filter((name) => !known.has(name)))].map(
    (name) => `${id}: {${name}} is none of {employee}, {number}, {specialist}`,
  );
}
