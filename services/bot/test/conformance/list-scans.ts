import pg from 'pg';
import { vi } from 'vitest';
import { plannedOnce } from '../../src/adapters/postgres/open-database.ts';

/** Our own statements; those of the ORM are named by their digests. */
const namePattern = /^[a-z]+(-[a-z]+)+$/;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Every statement that is prepared from now on, by its name. */
export function watchStatements() {
  const texts = new Map<string, string>();
  const parse = pg.Connection.prototype.parse;
  const watching = vi.spyOn(pg.Connection.prototype, 'parse').mockImplementation(function (
    this: pg.Connection,
    query,
    more,
  ) {
    if (namePattern.test(query.name)) texts.set(query.name, query.text);
    return parse.call(this, query, more);
  });
  return { texts, stop: () => watching.mockRestore() };
}

/** What a statement reads from end to end, planned for any values in a database in which there is nothing yet. */
export async function listScans(
  databaseUrl: string,
  texts: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const client = new pg.Client({ connectionString: databaseUrl, options: plannedOnce });
  await client.connect();
  const scans = new Map<string, readonly string[]>();
  for (const [name, text] of [...texts].toSorted()) {
    const { rows } = await client.query(`explain (generic_plan, format json) ${text}`);
    const [{ Plan: plan }]: [{ Plan: PlanNode }] = rows[0]['QUERY PLAN'];
    const found = scansOf(plan);
    if (found.length > 0) scans.set(name, found);
  }
  await client.end();
  return scans;
}

function scansOf(node: PlanNode): readonly string[] {
  const whole =
    /^(Seq|Index|Index Only|Bitmap Index) Scan$/.test(node['Node Type']) && node['Index Cond'] === undefined;
  const read = whole ? [node['Index Name'] ?? node['Relation Name'] ?? node['Node Type']] : [];
  return [...new Set([...read, ...(node.Plans ?? []).flatMap(scansOf)])].toSorted();
}
