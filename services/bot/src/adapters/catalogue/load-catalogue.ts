import { readFile } from 'node:fs/promises';
import { digestDocument } from '@desk/crypto';
import { type Catalogue, checkCatalogue } from '@desk/domain';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const Slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens, at most 40');
const Localised = z.strictObject({ uk: z.string().min(1).max(200), en: z.string().min(1).max(200) });
const TimeOfDay = z.string().regex(/^\d\d:\d\d$/, "must be a quoted time such as '09:00'");
const Stretches = z.array(z.strictObject({ from: TimeOfDay, to: TimeOfDay })).max(10);

const Team = z.strictObject({
  id: Slug,
  title: Localised,
  hours: z.strictObject({
    timeZone: z.string(),
    week: z.strictObject({
      mon: Stretches,
      tue: Stretches,
      wed: Stretches,
      thu: Stretches,
      fri: Stretches,
      sat: Stretches,
      sun: Stretches,
    }),
    holidays: z.array(z.string().regex(/^\d{4}-\d\d-\d\d$/, "must be a quoted date such as '2026-12-25'")).max(500),
  }),
});

const Field = z.strictObject({
  id: Slug,
  title: Localised,
  hint: Localised.nullable(),
  required: z.boolean(),
  kind: z.enum(['text', 'choice', 'date', 'email']),
  choices: z.array(z.strictObject({ id: Slug, title: Localised })).max(20),
});

const RequestType = z.strictObject({
  id: Slug,
  title: Localised,
  hint: Localised.nullable(),
  department: Slug,
  team: Slug,
  popularity: z.number().nonnegative(),
  quick: z.boolean(),
  fields: z.array(Field).max(20),
});

const CatalogueYaml = z.strictObject({
  name: z.string().min(1).max(60),
  defaultTeam: Slug,
  teams: z.array(Team).min(1).max(100),
  departments: z
    .array(z.strictObject({ id: Slug, title: Localised }))
    .min(1)
    .max(100),
  requestTypes: z.array(RequestType).min(1).max(1000),
});

export type LoadedCatalogue =
  | {
      readonly kind: 'loaded';
      readonly catalogue: Catalogue;
      /** By which the gateway's is known to be the same. */
      readonly digest: string;
    }
  /** A line a problem, each naming its place in the file. */
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

const aliasesMax = 1000;

/** Reads CATALOGUE_FILE; its shape is explained at the top of the samples in infra/catalogue. */
export async function loadCatalogue(file: string): Promise<LoadedCatalogue> {
  const yaml = await readFile(file, 'utf8').catch(() => null);
  return yaml === null ? { kind: 'wrong', problems: ['the file cannot be read'] } : readCatalogue(yaml);
}

export function readCatalogue(yaml: string): LoadedCatalogue {
  const document = parseDocument(yaml);
  if (document.errors.length > 0) return { kind: 'wrong', problems: document.errors.map(({ message }) => message) };
  const written: unknown = document.toJS({ maxAliasCount: aliasesMax });
  const parsed = CatalogueYaml.safeParse(written);
  if (!parsed.success) {
    return { kind: 'wrong', problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
  }
  const problems = checkCatalogue(parsed.data).map(({ code, where, value }) => `${where}: ${code} (${value})`);
  if (problems.length > 0) return { kind: 'wrong', problems };
  return { kind: 'loaded', catalogue: parsed.data, digest: digestDocument(written) };
}
