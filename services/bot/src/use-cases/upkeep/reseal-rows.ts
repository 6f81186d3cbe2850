import { type SealedRows, sealedKinds } from '../../ports/sealed-rows.ts';

export interface ResealOutcome {
  /** Rows moved to the key in force. */
  readonly sealed: number;
  /** Rows that are still under another one. */
  readonly left: number;
}

const rowsPerPageUsual = 100;
/** Of each kind in one go: some 10,000 rows, and the rest the next time. */
const pagesMax = 100;

/**
 * Moves everything that former keys of the zone sealed to the key in force, so that they can go. It can be broken off at
 * any row and called again: what is left is told by the rows themselves.
 */
export function resealRows({
  sealedRows,
  rowsPerPage = rowsPerPageUsual,
}: {
  readonly sealedRows: SealedRows;
  readonly rowsPerPage?: number;
}) {
  return async (): Promise<ResealOutcome> => {
    if (!sealedRows.keys().hasFormer) return { sealed: 0, left: 0 };
    let sealed = 0;
    for (const kind of sealedKinds) {
      for (let page = 1; page <= pagesMax; page += 1) {
        const done = await sealedRows.sealAnew(kind, rowsPerPage);
        sealed += done.sealed;
        if (done.found < rowsPerPage) break;
      }
    }
    return { sealed, left: await countLeft(sealedRows) };
  };
}

async function countLeft(sealedRows: SealedRows): Promise<number> {
  const { current } = sealedRows.keys();
  const others = (await sealedRows.count()).filter(({ kid }) => kid !== current);
  return others.reduce((sum, { rows }) => sum + rows, 0);
}
