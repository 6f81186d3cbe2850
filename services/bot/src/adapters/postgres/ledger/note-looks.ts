import type { ChangeWriter } from './change-writer.ts';

export const noteLooks: ChangeWriter<'note-looks'> = ({ ticketIds, at }) => [
  { ...updateLooks, values: [[...ticketIds], new Date(at)] },
];

const updateLooks = {
  name: 'note-looks-at-tickets',
  text: 'update tickets_cache set looked_at = $2 where id = any($1::uuid[])',
};
