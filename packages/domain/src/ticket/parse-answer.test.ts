import { expect, it } from 'vitest';
import type { Field, FieldKind } from '../catalogue/catalogue.ts';
import { parseAnswer } from './parse-answer.ts';

const title = { uk: 'Назва', en: 'Title' };

function field(kind: FieldKind): Field {
  const choices =
    kind === 'choice'
      ? [
          { id: 'read', title },
          { id: 'change', title },
        ]
      : [];
  return { id: 'field', title, hint: null, required: true, kind, choices };
}

it.each<{ kind: FieldKind; answer: string; kept: string | null }>([
  { kind: 'text', answer: '  корпус 2, ауд. 314 ', kept: 'корпус 2, ауд. 314' },
  { kind: 'text', answer: '  ', kept: null },
  { kind: 'choice', answer: 'read', kept: 'read' },
  { kind: 'choice', answer: 'write', kept: null },
  { kind: 'date', answer: '2026-12-01', kept: '2026-12-01' },
  { kind: 'date', answer: '01.12.2026', kept: '2026-12-01' },
  { kind: 'date', answer: '1/12/2026', kept: '2026-12-01' },
  { kind: 'date', answer: '29.02.2028', kept: '2028-02-29' },
  { kind: 'date', answer: '29.02.2026', kept: null },
  { kind: 'date', answer: '31.04.2026', kept: null },
  { kind: 'date', answer: '01.13.2026', kept: null },
  { kind: 'date', answer: '00.12.2026', kept: null },
  { kind: 'date', answer: 'завтра', kept: null },
  { kind: 'email', answer: ' olena.koval@example.edu.ua ', kept: 'olena.koval@example.edu.ua' },
  { kind: 'email', answer: 'olena.koval', kept: null },
  { kind: 'email', answer: 'olena@example', kept: null },
  { kind: 'email', answer: 'a@b@example.com', kept: null },
  { kind: 'email', answer: 'olena koval@example.com', kept: null },
])('a $kind answered $answer is kept as $kept', ({ kind, answer, kept }) => {
  expect(parseAnswer(field(kind), answer)).toBe(kept);
});
