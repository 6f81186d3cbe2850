import { z } from 'zod';
import { done, type Outcome, refused } from '../site/outcome.ts';
import type { WorkPackage } from '../site/records.ts';
import { keyOf, type Site } from '../site/site.ts';

const Filters = z
  .array(
    z.record(
      z.string(),
      z.object({ operator: z.string(), values: z.array(z.union([z.string(), z.number()])).nullish() }),
    ),
  )
  .max(50);

type Matches = (workPackage: WorkPackage) => boolean;

/** The filters of a list of work packages; without any, OpenProject shows those that are open. */
export function readFilters(site: Site, text: string | undefined): Outcome<Matches> {
  const parsed = Filters.safeParse(parseJson(text ?? '[{"status":{"operator":"o","values":null}}]'));
  if (!parsed.success) return refused(400, 'InvalidQuery', 'Filters are no JSON that this resource understands.');
  const all: Matches[] = [];
  for (const filter of parsed.data) {
    for (const [name, { operator, values }] of Object.entries(filter)) {
      const matches = readFilter(site, name, operator, (values ?? []).map(String));
      if (matches.kind === 'refused') return matches;
      all.push(matches.value);
    }
  }
  return done((workPackage) => all.every((matches) => matches(workPackage)));
}

function readFilter(site: Site, name: string, operator: string, values: readonly string[]): Outcome<Matches> {
  const field = site.config.customFields.find((each) => keyOf(each) === name);
  if (field && operator === '=') {
    return done(({ customValues }) => values.includes(String(customValues[name] ?? '')));
  }
  switch (`${name} ${operator}`) {
    case 'status o':
      return done(({ statusId }) => !site.config.statuses.find(({ id }) => id === statusId)?.isClosed);
    case 'status =':
      return done(({ statusId }) => values.includes(String(statusId)));
    case 'type =':
      return done(({ typeId }) => values.includes(String(typeId)));
    case 'assignee =':
      if (values.some((id) => !site.person(Number(id)))) {
        return refused(400, 'InvalidQuery', 'Assignee filter has invalid values.');
      }
      return done(({ assigneeId }) => assigneeId !== null && values.includes(String(assigneeId)));
    case 'updatedAt <>d':
      return readPeriod(values);
    default:
      return refused(400, 'InvalidQuery', `${name} filter does not exist, or has no operator ${operator}.`);
  }
}

function readPeriod([from = '', to = '']: readonly string[]): Outcome<Matches> {
  const [since, until] = [
    from === '' ? Number.NEGATIVE_INFINITY : Date.parse(from),
    to === '' ? Number.POSITIVE_INFINITY : Date.parse(to),
  ];
  if (Number.isNaN(since) || Number.isNaN(until)) return refused(400, 'InvalidQuery', 'Updated on has invalid values.');
  return done(({ updatedAt }) => updatedAt >= since && updatedAt <= until);
}

const SortBy = z.array(z.tuple([z.string(), z.enum(['asc', 'desc'])])).max(3);

/** By creation where nothing else is wanted. */
export function readSort(text: string | undefined): Outcome<(left: WorkPackage, right: WorkPackage) => number> {
  const parsed = SortBy.safeParse(parseJson(text ?? '[["id","asc"]]'));
  if (!parsed.success) return refused(400, 'InvalidQuery', 'Sort criteria are no JSON that this resource understands.');
  const unknown = parsed.data.find(([name]) => !(name in columns));
  if (unknown) return refused(400, 'InvalidQuery', `Cannot sort by column ${unknown[0]}.`);
  return done((left, right) => {
    for (const [name, order] of parsed.data) {
      const difference = (columns[name]?.(left) ?? 0) - (columns[name]?.(right) ?? 0);
      if (difference !== 0) return order === 'asc' ? difference : -difference;
    }
    return 0;
  });
}

const columns: Readonly<Record<string, (workPackage: WorkPackage) => number>> = {
  id: ({ id }) => id,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
