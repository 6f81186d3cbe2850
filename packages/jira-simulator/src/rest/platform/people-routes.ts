import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { refused } from '../../site/outcome.ts';
import { isAssignable } from '../../site/people.ts';
import type { PersonRecord } from '../../site/records.ts';
import { presentUser } from '../present/present-person.ts';
import { countParameter } from '../read-query.ts';
import { answer, readBody, refuse } from '../refuse.ts';
import { apiRoot, type RestContext } from '../rest-context.ts';

const UserQuery = z.object({
  accountId: z.string().optional(),
  username: z.string().optional(),
  key: z.string().optional(),
});

const SearchQuery = z.object({
  query: z.string().optional(),
  username: z.string().optional(),
  accountId: z.string().optional(),
  project: z.string().optional(),
  issueKey: z.string().optional(),
  startAt: countParameter(0, 1_000_000),
  maxResults: countParameter(50, 1_000),
});

export function registerPeopleRoutes(app: FastifyInstance, context: RestContext): void {
  const { site } = context;
  const root = apiRoot(site);

  app.get(`${root}/myself`, (_request, reply) => reply.send(presentUser(context, site.people.service.id)));

  app.get(`${root}/user`, (request, reply) => {
    const query = readBody(UserQuery, request.query);
    if (query.kind === 'refused') return refuse(reply, query);
    const person = site.people.find((site.flavour === 'cloud' ? query.value.accountId : query.value.username) ?? '');
    return person
      ? reply.send(presentUser(context, person.id))
      : refuse(reply, refused(404, 'Specified user does not exist or you do not have required permissions'));
  });

  app.get(`${root}/user/search`, (request, reply) => {
    const query = readBody(SearchQuery, request.query);
    if (query.kind === 'refused') return refuse(reply, query);
    const wanted = wantedText(context, query.value);
    if (wanted === undefined) return refuse(reply, refused(400, missingParameter(context)));
    return answer(reply, query, 200, (page) =>
      listPeople(context, page, (person) => person.active && matches(person, wanted)),
    );
  });

  app.get(`${root}/user/assignable/search`, (request, reply) => {
    const query = readBody(SearchQuery, request.query);
    if (query.kind === 'refused') return refuse(reply, query);
    const { project, issueKey } = query.value;
    if (project === undefined && issueKey === undefined)
      return refuse(reply, refused(400, 'Either the project or the issueKey parameter is required.'));
    const known =
      project === undefined ? site.findIssue(issueKey ?? '') !== undefined : project === site.config.projectKey;
    if (!known)
      return refuse(reply, refused(404, `No project or issue could be found with key '${project ?? issueKey}'.`));
    const wanted = wantedText(context, query.value) ?? '';
    return reply.send(listPeople(context, query.value, (person) => isAssignable(person) && matches(person, wanted)));
  });
}

interface Page {
  readonly startAt: number;
  readonly maxResults: number;
}

function listPeople(
  context: RestContext,
  { startAt, maxResults }: Page,
  keep: (person: PersonRecord) => boolean,
): unknown[] {
  const found = context.site.people.all().filter(keep);
  return found.slice(startAt, startAt + maxResults).map(({ id }) => presentUser(context, id));
}

function wantedText({ site }: RestContext, query: z.output<typeof SearchQuery>): string | undefined {
  return site.flavour === 'cloud' ? (query.query ?? query.accountId) : query.username;
}

function missingParameter({ site }: RestContext): string {
  return site.flavour === 'cloud'
    ? "One of the query parameters 'query', 'accountId' or 'property' is required."
    : 'The username query parameter was not provided';
}

/** Jira finds by the beginning of id, e-mail or any word of the name: an address may match more people than meant. */
function matches(person: PersonRecord, wanted: string): boolean {
  const start = wanted.toLowerCase();
  const names = [person.id, person.emailAddress, person.displayName, ...person.displayName.split(' ')];
  return names.some((name) => name.toLowerCase().startsWith(start));
}
