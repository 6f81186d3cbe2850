import type { ChangeWriter } from './change-writer.ts';

export const moveCursor: ChangeWriter<'move-cursor'> = ({ name, value }) => [
  { ...upsertCursor, values: [name, value] },
];

const upsertCursor = {
  name: 'upsert-cursor',
  text: `
    insert into cursors (name, value) values ($1, $2)
    on conflict (name) do update set value = excluded.value, updated_at = now()`,
};
