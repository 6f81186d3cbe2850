import type { Site } from '../site/site.ts';
import { compileJql } from './compile-jql.ts';
import { parseJql, type Query, type Sort } from './parse-jql.ts';
import type { IndexedIssue, SearchIndex } from './search-index.ts';
import { JqlError } from './tokenize-jql.ts';

export type SearchOutcome =
  | {
      readonly kind: 'found';
      readonly issues: readonly IndexedIssue[];
      readonly bounded: boolean;
      readonly compare: CompareIssues;
    }
  | { readonly kind: 'wrong-query'; readonly message: string };

export type CompareIssues = (left: IndexedIssue, right: IndexedIssue) => number;

/** All matches in order. `bounded` says whether the query restricts anything (Cloud insists on it). */
export function searchIssues(
  site: Site,
  index: SearchIndex,
  jql: string,
  freshIds?: ReadonlySet<string>,
): SearchOutcome {
  try {
    const query = parseJql(jql);
    const compare = compareBy(query);
    const matches = query.where ? compileJql(site, query.where) : () => true;
    const issues = index.documents(freshIds).filter(matches).sort(compare);
    return { kind: 'found', issues, bounded: query.where !== undefined, compare };
  } catch (error) {
    if (error instanceof JqlError) return { kind: 'wrong-query', message: error.message };
    throw error;
  }
}

const sortKeys: Readonly<Record<string, ((issue: IndexedIssue) => number) | undefined>> = {
  key: (issue) => issue.number,
  issuekey: (issue) => issue.number,
  id: (issue) => issue.number,
  created: (issue) => issue.createdAt,
  createddate: (issue) => issue.createdAt,
  updated: (issue) => issue.updatedAt,
  updateddate: (issue) => issue.updatedAt,
  // Ids fall as urgency grows, and ascending means least urgent first.
  priority: (issue) => -Number(issue.priorityId),
};

/** Ties, and queries without an order, show the newest issue first. */
function compareBy({ orderBy }: Query): CompareIssues {
  const sorts = orderBy.map(readSort);
  return (left, right) => {
    for (const { read, sign } of sorts) {
      const difference = (read(left) - read(right)) * sign;
      if (difference !== 0) return difference;
    }
    return right.number - left.number;
  };
}

function readSort({ field, descending }: Sort): { read: (issue: IndexedIssue) => number; sign: number } {
  const read = sortKeys[field.toLowerCase()];
  if (!read) throw new JqlError(`Not able to sort using field '${field}'.`);
  return { read, sign: descending ? -1 : 1 };
}
