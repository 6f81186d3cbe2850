import { z } from 'zod';
import type { NewTrackerTicket, TrackerTicket, TrackerTrouble } from '../../ports/tracker.ts';
import { setPriority } from './change-issue.ts';
import type { JiraContext } from './context.ts';
import { describeTicket } from './describe-ticket.ts';
import { isReference } from './marker.ts';
import { readTicket, ticketUrl } from './read-issue.ts';
import type { RequestTypeMap } from './tracker-map.ts';
import type { JiraAnswer } from './transport.ts';

const RaisedRequest = z.object({
  issueKey: z.string(),
  createdDate: z.object({ epochMillis: z.int().nonnegative() }),
});
type RaisedRequest = z.infer<typeof RaisedRequest>;

/**
 * Raises a request for the employee, with its marker in the same call. Where Jira refuses the person (no account of the
 * service desk, no permission to raise for others) the service account raises it and the employee is named in it:
 * nothing was written by the refused call, so a second one cannot double the ticket.
 */
export async function raiseRequest(
  context: JiraContext,
  serviceDeskId: string,
  ticket: NewTrackerTicket,
): Promise<{ readonly kind: 'created'; readonly ticket: TrackerTicket } | TrackerTrouble> {
  const type = context.map.requestTypes[ticket.requestType];
  if (!type || !isReference(ticket.reference)) return { kind: 'refused', reason: 'misconfigured' };

  const asEmployee = ticket.onBehalfOf === null ? null : await post(context, serviceDeskId, ticket, type);
  const raised =
    asEmployee === null || refusedPerson(asEmployee)
      ? await post(context, serviceDeskId, { ...ticket, onBehalfOf: null }, type)
      : asEmployee;
  if (raised.kind !== 'answered') return raised;

  // Whether it succeeds or not, the ticket exists and names its priority in words.
  if (type.priority === 'after') await setPriority(context, raised.value.issueKey, ticket.priority);
  const read = await readTicket(context, raised.value.issueKey);
  return { kind: 'created', ticket: read.kind === 'answered' ? read.value : asRaised(context, ticket, raised.value) };
}

function refusedPerson(answer: JiraAnswer<unknown>): boolean {
  return answer.kind === 'refused' && (answer.reason === 'invalid' || answer.reason === 'not-permitted');
}

async function post(
  context: JiraContext,
  serviceDeskId: string,
  ticket: NewTrackerTicket,
  type: RequestTypeMap,
): Promise<JiraAnswer<RaisedRequest>> {
  const described = describeTicket(context, { ticket, type, nameEmployee: ticket.onBehalfOf === null });
  if (described.kind === 'refused') return described;
  return context.transport.send({
    name: 'raise request',
    effect: 'writes',
    method: 'POST',
    path: '/rest/servicedeskapi/request',
    body: {
      serviceDeskId,
      requestTypeId: type.id,
      requestFieldValues: described.fields,
      ...context.flavour.requestFlags,
      ...(ticket.onBehalfOf === null ? {} : { raiseOnBehalfOf: ticket.onBehalfOf }),
    },
    answer: RaisedRequest,
  });
}

/** What is known of a new ticket that could not be read back. */
function asRaised(context: JiraContext, ticket: NewTrackerTicket, raised: RaisedRequest): TrackerTicket {
  const at = raised.createdDate.epochMillis;
  return {
    number: raised.issueKey,
    reference: ticket.reference,
    status: 'new',
    priority: ticket.priority,
    requestType: ticket.requestType,
    team: null,
    reporter: ticket.onBehalfOf,
    assignee: null,
    createdAt: at,
    changedAt: at,
    url: ticketUrl(context.baseUrl, raised.issueKey),
  };
}
