import type { ChangeWriter } from './change-writer.ts';

/** No version: said twice it says the same. */
export const noteTold: ChangeWriter<'note-told'> = ({ ticketId, what, about }) => [
  { ...statements[what], values: [ticketId, new Date(about)] },
];

const statements = {
  breach: { name: 'note-told-of-breach', text: 'update tickets_cache set sla_told_for = $2 where id = $1' },
  silence: { name: 'note-silence-given-up', text: 'update tickets_cache set silence_told_for = $2 where id = $1' },
};
