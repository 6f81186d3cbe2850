import type { ChangeWriter } from './change-writer.ts';

/** Nobody can tell by the row who asked: the tag is a keyed hash. */
export const awaitRequester: ChangeWriter<'await-requester'> = ({ ticketId, employeeId }, { employeeTag }) => [
  { ...tagTicket, values: [ticketId, employeeTag(employeeId)] },
];

export const claimTickets: ChangeWriter<'claim-tickets'> = ({ personId, employeeId }, { employeeTag }) => [
  { ...claimTagged, values: [personId, employeeTag(employeeId)] },
];

const tagTicket = {
  name: 'tag-requester-of-ticket',
  text: 'update tickets_cache set requester_tag = $2 where id = $1 and requester_id is null',
};

const claimTagged = {
  name: 'claim-tagged-tickets',
  text: `
    update tickets_cache set requester_id = $1, requester_tag = null, version = version + 1
    where requester_tag = $2 and requester_id is null`,
};
