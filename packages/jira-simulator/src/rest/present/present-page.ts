import { z } from 'zod';
import { countParameter } from '../read-query.ts';
import { deskUrl, type RestContext } from '../rest-context.ts';

/** The service desk API pages by `start` and `limit`, 50 at most. */
export const DeskPage = z.object({ start: countParameter(0, 1_000_000), limit: countParameter(50, 50) });
export type DeskPage = z.output<typeof DeskPage>;

/** One page of a list, in the service desk API's envelope. `path` is the list's own, without the query. */
export function presentDeskPage<T>(
  context: RestContext,
  path: string,
  { start, limit }: DeskPage,
  all: readonly T[],
  present: (item: T) => unknown,
): Record<string, unknown> {
  const values = all.slice(start, start + limit).map(present);
  const isLastPage = start + values.length >= all.length;
  const pageUrl = (from: number) => deskUrl(context, `${path}?start=${from}&limit=${limit}`);
  return {
    _expands: [],
    size: values.length,
    start,
    limit,
    isLastPage,
    _links: {
      self: pageUrl(start),
      base: deskUrl(context, ''),
      context: '',
      ...(!isLastPage && { next: pageUrl(start + limit) }),
      ...(start > 0 && { prev: pageUrl(Math.max(0, start - limit)) }),
    },
    values,
  };
}
