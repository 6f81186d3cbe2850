import { describe, expect, it } from 'vitest';
import { can, type Profile, supervises, works } from './profile.ts';

function person(change: Partial<Profile>): Profile {
  return {
    employeeId: 'employee-1',
    displayName: 'Олена Коваль',
    position: 'бухгалтер',
    department: 'бухгалтерія',
    role: 'employee',
    teams: [],
    permissions: [],
    trackerProfileUrl: null,
    ...change,
  };
}

describe('who works in and who supervises a team', () => {
  it.each([
    { role: 'employee', teams: ['network'], works: false, supervises: false },
    { role: 'specialist', teams: ['network'], works: true, supervises: false },
    { role: 'specialist', teams: ['printing'], works: false, supervises: false },
    { role: 'supervisor', teams: ['network'], works: true, supervises: true },
    { role: 'supervisor', teams: ['printing'], works: false, supervises: false },
  ] as const)('$role of $teams: works $works, supervises $supervises', (row) => {
    const profile = person({ role: row.role, teams: row.teams });
    expect(works(profile, 'network')).toBe(row.works);
    expect(supervises(profile, 'network')).toBe(row.supervises);
  });
});

it('a permission counts only when the directory granted exactly it', () => {
  const profile = person({ permissions: ['report'] });
  expect(can(profile, 'report')).toBe(true);
  expect(can(profile, 'rep')).toBe(false);
});
