import { z } from 'zod';

/** A link, and the name of what it leads to. */
export const Link = z.object({ href: z.string().nullish(), title: z.string().nullish() });
export type Link = z.infer<typeof Link>;

/** `2026-11-21T22:15:00.000Z` as epoch milliseconds. */
export const Instant = z
  .string()
  .transform((text) => Date.parse(text))
  .pipe(z.int().nonnegative());

export function listOf<Item>(item: z.ZodType<Item>): z.ZodType<{ readonly elements: readonly Item[] }> {
  return z.object({ _embedded: z.object({ elements: z.array(item) }) }).transform(({ _embedded }) => _embedded);
}

/** The number at the end of a link's address; null where there is none. */
export function idOf(link: Link | undefined): string | null {
  return /\/(\d{1,12})$/.exec(link?.href ?? '')?.[1] ?? null;
}

const idPattern = /^\d{1,12}$/;

/** An id goes into a path only after this. */
export function isId(id: string): boolean {
  return idPattern.test(id) && Number(id) > 0;
}
