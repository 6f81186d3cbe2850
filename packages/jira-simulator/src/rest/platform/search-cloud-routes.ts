import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { IndexedIssue } from '../../jql/search-index.ts';
import { searchIssues } from '../../jql/search-issues.ts';
import { done, type Outcome, refused } from '../../site/outcome.ts';
import { presentIssue } from '../present/present-issue.ts';
import { countParameter, ExpandParameter, ListParameter, selectFields } from '../read-query.ts';
import { answer, readBody } from '../refuse.ts';
import type { RestContext } from '../rest-context.ts';

const SearchQuery = z.object({
  jql: z.string().default(''),
  nextPageToken: z.string().optional(),
  maxResults: countParameter(50, 5_000),
  fields: ListParameter,
  expand: ExpandParameter,
  properties: ListParameter,
  reconcileIssues: ListParameter,
});

const SearchBody = z.strictObject({
  jql: z.string().default(''),
  nextPageToken: z.string().optional(),
  maxResults: z.int().min(0).default(50),
  fields: z.array(z.string()).optional(),
  fieldsByKeys: z.boolean().optional(),
  expand: z.string().optional(),
  properties: z.array(z.string()).optional(),
  reconcileIssues: z.array(z.int()).max(50).optional(),
});

interface SearchRequest {
  readonly jql: string;
  readonly nextPageToken?: string | undefined;
  readonly maxResults: number;
  readonly fields?: readonly string[] | undefined;
  readonly properties?: readonly string[] | undefined;
  readonly expand: ReadonlySet<string>;
  readonly freshIds: ReadonlySet<string>;
}

/** Cloud's search: pages by token, no total, and an index that lags behind. */
export function registerCloudSearchRoutes(app: FastifyInstance, context: RestContext): void {
  app.get('/rest/api/3/search/jql', (request, reply) => {
    const query = readBody(SearchQuery, request.query);
    const page =
      query.kind === 'refused'
        ? query
        : search(context, { ...query.value, freshIds: new Set(query.value.reconcileIssues) });
    return answer(reply, page, 200, (value) => value);
  });

  app.post('/rest/api/3/search/jql', (request, reply) => {
    const body = readBody(SearchBody, request.body);
    const page =
      body.kind === 'refused'
        ? body
        : search(context, {
            ...body.value,
            expand: new Set(body.value.expand?.split(',')),
            freshIds: new Set(body.value.reconcileIssues?.map(String)),
          });
    return answer(reply, page, 200, (value) => value);
  });

  app.post('/rest/api/3/search/approximate-count', (request, reply) => {
    const body = readBody(z.strictObject({ jql: z.string() }), request.body);
    const found = body.kind === 'refused' ? body : findBounded(context, body.value.jql, new Set());
    return answer(reply, found, 200, ({ issues }) => ({ count: issues.length }));
  });
}

function search(context: RestContext, request: SearchRequest): Outcome<Record<string, unknown>> {
  const found = findBounded(context, request.jql, request.freshIds);
  if (found.kind === 'refused') return found;
  const { issues, compare } = found.value;

  const cursor = readCursor(request);
  if (cursor.kind === 'refused') return cursor;
  const { after } = cursor.value;
  const rest = after ? issues.filter((issue) => compare(issue, after) > 0) : issues;

  // Jira gives small pages when it has to read fields; ids alone come by the thousand.
  const idsOnly = request.fields === undefined || request.fields.every((field) => field === 'id' || field === 'key');
  const page = rest.slice(0, Math.min(request.maxResults, idsOnly ? 5_000 : 100));
  const last = page.at(-1);
  const isLast = page.length === rest.length || last === undefined;
  return done({
    isLast,
    issues: page.flatMap((hit) => presentHit(context, hit, request)),
    ...(!isLast && { nextPageToken: writeCursor(request.jql, last) }),
  });
}

function findBounded(context: RestContext, jql: string, freshIds: ReadonlySet<string>) {
  const found = searchIssues(context.site, context.index, jql, freshIds);
  if (found.kind === 'wrong-query') return refused(400, found.message);
  if (!found.bounded)
    return refused(400, 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
  return done(found);
}

/** Without `fields` Cloud answers with ids alone. */
function presentHit(
  context: RestContext,
  hit: IndexedIssue,
  { fields, properties, expand }: SearchRequest,
): Record<string, unknown>[] {
  const issue = context.site.findIssue(hit.id);
  if (!issue) return [];
  if (fields === undefined || fields.length === 0) return [{ id: issue.id }];
  const presented = presentIssue(context, issue, {
    includes: selectFields(fields, []),
    expand,
    ...(properties && { properties }),
  });
  return [presented];
}

/** Where the last page ended: enough of its last issue to go on behind it, however the list has changed since. */
const Cursor = z.object({
  query: z.string(),
  after: z.object({ number: z.number(), createdAt: z.number(), updatedAt: z.number(), priorityId: z.string() }),
});

function writeCursor(jql: string, { number, createdAt, updatedAt, priorityId }: IndexedIssue): string {
  const cursor = { query: digest(jql), after: { number, createdAt, updatedAt, priorityId } };
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function readCursor({ jql, nextPageToken }: SearchRequest): Outcome<{ after: IndexedIssue | undefined }> {
  if (nextPageToken === undefined) return done({ after: undefined });
  const cursor = Cursor.safeParse(parseJson(Buffer.from(nextPageToken, 'base64url').toString()));
  if (!cursor.success || cursor.data.query !== digest(jql)) {
    return refused(400, 'Invalid next page token: it belongs to another query or was not given by this site.');
  }
  return done({ after: { ...blankIssue, ...cursor.data.after } });
}

const blankIssue: IndexedIssue = {
  id: '',
  key: '',
  number: 0,
  projectKey: '',
  requestTypeId: null,
  labels: [],
  assigneeId: null,
  reporterId: '',
  statusId: '',
  priorityId: '',
  resolutionId: null,
  summary: '',
  description: '',
  customFields: {},
  createdAt: 0,
  updatedAt: 0,
};

function digest(jql: string): string {
  return createHash('sha256').update(jql).digest('base64url').slice(0, 16);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
