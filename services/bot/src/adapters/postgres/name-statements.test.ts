import { expect, it } from 'vitest';
import { nameStatements } from './name-statements.ts';

it('a statement has one name, another has another', () => {
  const nameOf = nameStatements();
  const [one, other] = ['select 1', 'select 2'].map((sql) => nameOf({ sql }));
  expect(one).not.toBe(other);
  expect(nameOf({ sql: 'select 1' })).toBe(one);
});

it('names are given to so many statements, and these keep theirs', () => {
  const nameOf = nameStatements();
  const named = Array.from({ length: 400 }, (_, at) => nameOf({ sql: `select ${at}` })).filter((name) => name !== '');
  expect(new Set(named).size).toBe(300);
  expect(nameOf({ sql: 'select 399' })).toBe('');
  expect(nameOf({ sql: 'select 0' })).toBe(named[0]);
});
