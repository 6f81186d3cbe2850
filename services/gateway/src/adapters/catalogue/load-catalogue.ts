import { readFile } from 'node:fs/promises';
import { digestDocument } from '@desk/crypto';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { RequestTypeTeams } from '../../ports/request-type-teams.ts';

/** What the gateway asks of the catalogue: who answers for which request type, and what the tracker must have a place for. */
const CatalogueParts = z.object({
  defaultTeam: z.string(),
  requestTypes: z
    .array(z.object({ id: z.string(), team: z.string(), fields: z.array(z.object({ id: z.string() })) }))
    .max(1_000),
});
type CatalogueParts = z.infer<typeof CatalogueParts>;

export type LoadedCatalogue =
  | {
      readonly kind: 'loaded';
      readonly teams: RequestTypeTeams;
      readonly requestTypes: CatalogueParts['requestTypes'];
      /** By which the bot knows its own again. */
      readonly digest: string;
    }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

export async function loadCatalogue(file: string): Promise<LoadedCatalogue> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return { kind: 'wrong', problems: ['the file cannot be read'] };
  const document = parseDocument(text);
  const written: unknown = document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 1_000 });
  const parsed = CatalogueParts.safeParse(written);
  if (!parsed.success) {
    return { kind: 'wrong', problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
  }
  const { defaultTeam, requestTypes } = parsed.data;
  const teams = new Map(requestTypes.map(({ id, team }) => [id, team]));
  const teamOf = (type: string | null) => (type === null ? undefined : teams.get(type)) ?? defaultTeam;
  const known = new Set([defaultTeam, ...teams.values()]);
  const has = (team: string) => known.has(team);
  return { kind: 'loaded', teams: { teamOf, has }, requestTypes, digest: digestDocument(written) };
}
