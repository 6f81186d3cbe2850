import { expect, it } from 'vitest';
import { mayConfirm } from './may-confirm.ts';

const head = { employeeId: 'e-5', role: 'supervisor', department: 'Sales', teams: ['network'] } as const;
const colleague = { employeeId: 'e-1', department: 'Sales', teams: [] } as const;

it.each([
  ['of their department', head, colleague, true],
  ['of their team', head, { ...colleague, department: 'IT', teams: ['repair', 'network'] }, true],
  ['of neither', head, { ...colleague, department: 'IT', teams: ['repair'] }, false],
  ['where no department is said', { ...head, department: '' }, { ...colleague, department: '' }, false],
  ['who is themselves', head, { ...colleague, employeeId: 'e-5' }, false],
  ['as a specialist', { ...head, role: 'specialist' }, colleague, false],
  ['as an employee', { ...head, role: 'employee' }, colleague, false],
] as const)('a supervisor and somebody %s', (_, supervisor, other, may) => {
  expect(mayConfirm(supervisor, other)).toBe(may);
});
