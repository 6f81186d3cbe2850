import { dateOrNull } from '../as-written.ts';
import type { Statement } from '../run-pipeline.ts';
import type { ChangeWriter } from './change-writer.ts';

/** Hours are logged by the state reached: on shift opens a stretch, anything else closes the open one. */
export const saveDuty: ChangeWriter<'save-duty'> = ({ duty, at, expected }) => {
  const columns = [duty.personId, duty.state, new Date(duty.since), dateOrNull(duty.shiftStartedAt)];
  const state: Statement =
    expected === 0 ? { ...insertDuty, values: columns } : { ...updateDuty, values: [...columns, expected] };
  const hours = duty.state === 'on-shift' ? openStretch : closeStretch;
  return [state, { ...hours, values: [duty.personId, new Date(at)] }];
};

const insertDuty = {
  name: 'insert-duty',
  text: `
    with made as (
      insert into duty (person_id, state, since, shift_started_at, version) values ($1, $2, $3, $4, 1)
      on conflict do nothing
      returning person_id
    )
    select (exists (select 1 from made))::unmoved`,
};

const updateDuty = {
  name: 'update-duty',
  text: `
    with moved as (
      update duty set state = $2, since = $3, shift_started_at = $4, version = version + 1
      where person_id = $1 and version = $5
      returning person_id
    )
    select (exists (select 1 from moved))::unmoved`,
};

const openStretch = {
  name: 'open-duty-stretch',
  text: 'insert into duty_log (person_id, from_at) values ($1, $2) on conflict do nothing',
};

const closeStretch = {
  name: 'close-duty-stretch',
  text: 'update duty_log set to_at = greatest(from_at, $2) where person_id = $1 and to_at is null',
};
