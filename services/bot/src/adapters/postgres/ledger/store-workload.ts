import type { ChangeWriter } from './change-writer.ts';

/** An older reading never replaces a younger one. */
export const storeWorkload: ChangeWriter<'store-workload'> = ({ active, at }, context) => {
  const tags = [...active.keys()].map((employeeId) => context.employeeTag(employeeId));
  return [{ ...upsertWorkload, values: [tags, [...active.values()], new Date(at)] }];
};

export const shiftWorkload: ChangeWriter<'shift-workload'> = ({ personId, by }) => [
  { ...addToWorkload, values: [personId, by] },
];

const addToWorkload = {
  name: 'add-to-workload',
  text: 'update workload set active = greatest(0, active + $2) where person_id = $1',
};

const upsertWorkload = {
  name: 'upsert-workload',
  text: `
    insert into workload as w (person_id, active, at)
    select p.id, tracker.active, $3::timestamptz
    from unnest($1::bytea[], $2::int[]) as tracker(tag, active)
    join users_telegram p on p.employee_tag = tracker.tag
    order by p.id
    on conflict (person_id) do update set active = excluded.active, at = excluded.at
    where w.at < excluded.at`,
};
