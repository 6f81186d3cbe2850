import { z } from 'zod';

/** Query parameters arrive once, several times or comma-separated. */
export const ListParameter = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((raw) =>
    raw === undefined
      ? undefined
      : (Array.isArray(raw) ? raw : [raw]).flatMap((part) => part.split(',')).filter((part) => part !== ''),
  );

export const ExpandParameter = ListParameter.transform((parts): ReadonlySet<string> => new Set(parts));

/** A page offset or size, as digits in the query or a number in a body. */
export function countParameter(fallback: number, max: number) {
  return z.coerce
    .number()
    .int()
    .min(0)
    .default(fallback)
    .transform((count) => Math.min(count, max));
}

/** Jira's field selection: `*all`, `*navigable`, names, and `-name` to leave one out. */
export function selectFields(
  fields: readonly string[] | undefined,
  fallback: readonly string[],
): (fieldId: string) => boolean {
  const wanted = fields === undefined || fields.length === 0 ? fallback : fields;
  const excluded = new Set(wanted.filter((field) => field.startsWith('-')).map((field) => field.slice(1)));
  const included = wanted.filter((field) => !field.startsWith('-'));
  const takesAll = included.includes('*all') || included.length === 0;
  const takesNavigable = included.includes('*navigable');
  return (fieldId) => {
    if (excluded.has(fieldId)) return false;
    return takesAll || included.includes(fieldId) || (takesNavigable && !notNavigable.has(fieldId));
  };
}

const notNavigable = new Set(['comment', 'attachment']);
