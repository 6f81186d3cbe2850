import type { ChangeWriter } from './change-writer.ts';

/** No version: it is written and read under the lock of the ticket's team. */
export const noteWaiting: ChangeWriter<'note-waiting'> = ({ ticketId, reason }) => [
  { ...updateWaiting, values: [ticketId, reason] },
];

const updateWaiting = {
  name: 'update-waiting-of-ticket',
  text: 'update tickets_cache set waiting = $2 where id = $1',
};
