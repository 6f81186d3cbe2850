import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { addParticipants, removeParticipants } from '../../site/change-participants.ts';
import { findParticipants } from '../../site/find-customer.ts';
import { done, issueNotFound, type Outcome, refused } from '../../site/outcome.ts';
import type { IssueRecord } from '../../site/records.ts';
import { DeskPage, presentDeskPage } from '../present/present-page.ts';
import { presentDeskUser } from '../present/present-person.ts';
import { answer, readBody, refuse } from '../refuse.ts';
import type { RestContext } from '../rest-context.ts';
import { findRequest } from './request-routes.ts';

interface OneRequest {
  Params: { issueIdOrKey: string };
}

const path = '/rest/servicedeskapi/request/:issueIdOrKey/participant';

const People = z.strictObject({
  accountIds: z.array(z.string()).max(100).default([]),
  usernames: z.array(z.string()).max(100).default([]),
});

const changes = { POST: addParticipants, DELETE: removeParticipants } as const;

/** The people beside the reporter who follow a request. */
export function registerParticipantRoutes(app: FastifyInstance, context: RestContext): void {
  const { site } = context;
  const present = (issue: IssueRecord, page: DeskPage) =>
    presentDeskPage(context, `/request/${issue.id}/participant`, page, issue.participantIds, (id) =>
      presentDeskUser(context, id),
    );

  app.get<OneRequest>(path, (request, reply) => {
    const issue = findRequest(context, request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    return answer(reply, readBody(DeskPage, request.query), 200, (page) => present(issue, page));
  });

  for (const method of ['POST', 'DELETE'] as const) {
    app.route<OneRequest>({
      method,
      url: path,
      handler: (request, reply) => {
        const issue = findRequest(context, request.params.issueIdOrKey);
        if (!issue) return refuse(reply, issueNotFound);
        const named = readPeople(context, request.body);
        if (named.kind === 'refused') return refuse(reply, named);
        const people = { actorId: site.people.service.id, personIds: named.value };
        return answer(reply, changes[method](site, issue, people), 200, () => present(issue, { start: 0, limit: 50 }));
      },
    });
  }
}

/** Cloud names people by `accountIds` alone (`usernames` went with its privacy API), Data Center by `usernames`. */
function readPeople({ site }: RestContext, raw: unknown): Outcome<string[]> {
  const body = readBody(People, raw);
  if (body.kind === 'refused') return body;
  const { accountIds, usernames } = body.value;
  const [ours, theirs, name] =
    site.flavour === 'cloud' ? [accountIds, usernames, 'accountIds'] : [usernames, accountIds, 'usernames'];
  if (theirs.length > 0 || ours.length === 0) return refused(400, `Name the participants in '${name}'.`);
  const found = findParticipants(site, ours);
  return found.kind === 'refused' ? found : done(found.value);
}
