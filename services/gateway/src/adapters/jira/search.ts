import { z } from 'zod';
import type { JiraContext } from './context.ts';
import type { JiraAnswer } from './transport.ts';

export interface SearchQuery {
  readonly jql: string;
  readonly fields: readonly string[];
  /** Where an earlier page ended. */
  readonly cursor: string | null;
}

export interface SearchPage<Item> {
  readonly issues: readonly Item[];
  readonly nextCursor: string | null;
}

const pageSize = 100;
/** Cloud may answer with fewer than a page, even with none, and go on. */
const pagesMax = 200;

/** One page of a search: Cloud hands out tokens and no total, Data Center counts from the beginning. */
export async function searchPage<Item>(
  { transport, flavour }: JiraContext,
  { jql, fields, cursor }: SearchQuery,
  item: z.ZodType<Item>,
): Promise<JiraAnswer<SearchPage<Item>>> {
  if (flavour.name === 'cloud') {
    return transport.send({
      name: 'search',
      effect: 'reads',
      method: 'POST',
      path: `${flavour.api}/search/jql`,
      body: { jql, fields, maxResults: pageSize, ...(cursor === null ? {} : { nextPageToken: cursor }) },
      answer: cloudPage(item),
    });
  }
  return transport.send({
    name: 'search',
    effect: 'reads',
    method: 'POST',
    path: `${flavour.api}/search`,
    body: { jql, fields, maxResults: pageSize, startAt: cursor === null ? 0 : Number(cursor) },
    answer: dataCenterPage(item),
  });
}

/** Every issue of a search; `too-large` where there are more, or more pages of them, than the bounds. */
export async function searchAll<Item>(
  context: JiraContext,
  query: Omit<SearchQuery, 'cursor'>,
  item: z.ZodType<Item>,
  issuesMax: number,
): Promise<JiraAnswer<readonly Item[]>> {
  const issues: Item[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < pagesMax && issues.length <= issuesMax; pages += 1) {
    const page: JiraAnswer<SearchPage<Item>> = await searchPage(context, { ...query, cursor }, item);
    if (page.kind !== 'answered') return page;
    issues.push(...page.value.issues);
    cursor = page.value.nextCursor;
    if (cursor === null) return issues.length > issuesMax ? tooLarge : { kind: 'answered', value: issues };
  }
  return tooLarge;
}

const tooLarge = { kind: 'refused', reason: 'too-large' } as const;

function cloudPage<Item>(item: z.ZodType<Item>): z.ZodType<SearchPage<Item>> {
  return z
    .object({ issues: z.array(item), nextPageToken: z.string().min(1).nullish(), isLast: z.boolean().optional() })
    .transform(({ issues, nextPageToken, isLast }) => ({
      issues,
      nextCursor: isLast === true ? null : (nextPageToken ?? null),
    }));
}

function dataCenterPage<Item>(item: z.ZodType<Item>): z.ZodType<SearchPage<Item>> {
  return z
    .object({ issues: z.array(item), startAt: z.int().nonnegative(), total: z.int().nonnegative() })
    .transform(({ issues, startAt, total }) => {
      const next = startAt + issues.length;
      return { issues, nextCursor: issues.length > 0 && next < total ? String(next) : null };
    });
}
