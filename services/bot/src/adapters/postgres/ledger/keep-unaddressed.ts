import { sealFieldJson } from '../seal-fields.ts';
import type { ChangeWriter } from './change-writer.ts';

export const keepUnaddressed: ChangeWriter<'keep-unaddressed'> = ({ personId, words }, { ringOf }) => {
  const sealed = sealFieldJson(ringOf(personId), 'unaddressed_words.words', personId, words);
  return [{ ...upsertWords, values: [personId, sealed] }];
};

export const dropUnaddressed: ChangeWriter<'drop-unaddressed'> = ({ personId }) => [
  { ...deleteWords, values: [personId] },
];

const upsertWords = {
  name: 'upsert-unaddressed-words',
  text: `
    insert into unaddressed_words (person_id, words) values ($1, $2)
    on conflict (person_id) do update set words = excluded.words, kept_at = now()`,
};

const deleteWords = {
  name: 'delete-unaddressed-words',
  text: 'delete from unaddressed_words where person_id = $1',
};
