import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { searchIssues } from '../../jql/search-issues.ts';
import { done, type Outcome, refused } from '../../site/outcome.ts';
import { presentIssue } from '../present/present-issue.ts';
import { countParameter, ExpandParameter, ListParameter, selectFields } from '../read-query.ts';
import { answer, readBody } from '../refuse.ts';
import type { RestContext } from '../rest-context.ts';

const pageMax = 1_000;

const SearchQuery = z.object({
  jql: z.string().default(''),
  startAt: countParameter(0, 1_000_000),
  maxResults: countParameter(50, pageMax),
  fields: ListParameter,
  expand: ExpandParameter,
});

const SearchBody = z.strictObject({
  jql: z.string().default(''),
  startAt: countParameter(0, 1_000_000),
  maxResults: countParameter(50, pageMax),
  fields: z.array(z.string()).optional(),
  expand: z.array(z.string()).optional(),
  validateQuery: z.boolean().optional(),
});

interface SearchRequest {
  readonly jql: string;
  readonly startAt: number;
  readonly maxResults: number;
  readonly fields?: readonly string[] | undefined;
  readonly expand: ReadonlySet<string>;
}

/** Data Center's search: pages by offset, with a total, always up to date. */
export function registerDataCenterSearchRoutes(app: FastifyInstance, context: RestContext): void {
  app.get('/rest/api/2/search', (request, reply) => {
    const query = readBody(SearchQuery, request.query);
    return answer(reply, query.kind === 'refused' ? query : search(context, query.value), 200, (page) => page);
  });

  app.post('/rest/api/2/search', (request, reply) => {
    const body = readBody(SearchBody, request.body);
    const page =
      body.kind === 'refused' ? body : search(context, { ...body.value, expand: new Set(body.value.expand) });
    return answer(reply, page, 200, (value) => value);
  });
}

function search(context: RestContext, request: SearchRequest): Outcome<Record<string, unknown>> {
  const found = searchIssues(context.site, context.index, request.jql);
  if (found.kind === 'wrong-query') return refused(400, found.message);
  const { startAt, maxResults, fields, expand } = request;
  const includes = selectFields(fields, ['*navigable']);
  const issues = found.issues.slice(startAt, startAt + maxResults).flatMap(({ id }) => {
    const issue = context.site.findIssue(id);
    return issue ? [presentIssue(context, issue, { includes, expand })] : [];
  });
  return done({ expand: 'schema,names', startAt, maxResults, total: found.issues.length, issues });
}
