import {
  type Catalogue,
  type Draft,
  draftFiles,
  draftText,
  findRequestType,
  mostUsed,
  otherTypeId,
  type RequestType,
  typesByDepartment,
} from '@desk/domain';
import type { Button } from '../../ports/screen.ts';
import type { Facts } from '../../ports/tickets.ts';
import { buttons, press, type View } from '../show-screen.ts';
import { back } from './draft-card.ts';

const mostUsedMax = 8;
const countedMs = 90 * 24 * 3_600_000;
const typesPerPage = 20;
/** Two titles of this length share a row on a narrow phone. */
const shortTitleChars = 18;

export type CountTypes = (now: number) => Promise<ReadonlyMap<string, number>>;

/** What was asked for most in the last 90 days. */
export function countTypes(facts: Facts): CountTypes {
  return (now) => facts.countTypesSince(now - countedMs);
}

/** The eight most used, *other problem*, and the way to all of them. */
export function presentTypes(draft: Draft, catalogue: Catalogue, counts: ReadonlyMap<string, number>): View {
  const draftId = draft.id;
  const other = findRequestType(catalogue, otherTypeId);
  return {
    screen: { kind: 'choose-type', ...glimpse(draft), department: null, another: draft.requestType !== null },
    keyboard: buttons(
      ...rowsOf(draft, mostUsed(catalogue, counts, mostUsedMax)),
      other ? [chooseType(draft, other)] : [],
      [press({ kind: 'all-types', draftId })],
      [press({ kind: 'send-urgent', draftId })],
      [leave(draft)],
    ),
  };
}

export function presentDepartments(draft: Draft, catalogue: Catalogue): View {
  const draftId = draft.id;
  const departments = typesByDepartment(catalogue).map(({ department }) => [
    press({ kind: 'choose-department', draftId, department: department.id, page: 0 }, { label: department.title }),
  ]);
  return {
    screen: { kind: 'choose-department', ...glimpse(draft) },
    keyboard: buttons(...departments, [press({ kind: 'change-type', draftId }, { caption: 'back' })]),
  };
}

/** Null when the department is gone from the catalogue. */
export function presentDepartment(
  draft: Draft,
  catalogue: Catalogue,
  { department: id, page }: { readonly department: string; readonly page: number },
): View | null {
  const found = typesByDepartment(catalogue).find(({ department }) => department.id === id);
  if (!found) return null;
  const draftId = draft.id;
  const shown = found.requestTypes.slice(page * typesPerPage, (page + 1) * typesPerPage);
  const turn = (to: number, caption: 'next' | 'previous') =>
    press({ kind: 'choose-department', draftId, department: id, page: to }, { caption });
  const hasMore = found.requestTypes.length > (page + 1) * typesPerPage;
  return {
    screen: {
      ...{ kind: 'choose-type', ...glimpse(draft) },
      ...{ department: found.department.title, another: draft.requestType !== null },
    },
    keyboard: buttons(
      ...rowsOf(draft, shown),
      [...(page > 0 ? [turn(page - 1, 'previous')] : []), ...(hasMore ? [turn(page + 1, 'next')] : [])],
      [press({ kind: 'all-types', draftId }, { caption: 'back' })],
    ),
  };
}

/** Enough of the draft to know which one it is about. */
function glimpse(draft: Draft) {
  return { preview: draftText(draft), files: draftFiles(draft).length };
}

function rowsOf(draft: Draft, types: readonly RequestType[]): readonly (readonly Button[])[] {
  const rows: Button[][] = [];
  let half: Button[] | null = null;
  for (const type of types) {
    const button = chooseType(draft, type);
    if (!isShort(type)) {
      rows.push([button]);
    } else if (half) {
      half.push(button);
      half = null;
    } else {
      half = [button];
      rows.push(half);
    }
  }
  return rows;
}

function isShort({ title }: RequestType): boolean {
  return Math.max(title.uk.length, title.en.length) <= shortTitleChars;
}

function chooseType(draft: Draft, { id, title }: RequestType): Button {
  return press({ kind: 'choose-type', draftId: draft.id, requestType: id }, { label: title });
}

/** Whoever has chosen a type before goes back to the review; else the only way out is to drop it. */
function leave(draft: Draft): Button {
  return draft.requestType === null ? press({ kind: 'discard-draft', draftId: draft.id }) : back(draft);
}
