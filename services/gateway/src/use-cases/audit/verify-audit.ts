import type { AuditLog } from '../../ports/audit-log.ts';
import type {
  AuditCheckpoints,
  AuditLogName,
  AuditRows,
  AuditTrail,
  BeginCheck,
  ChainCheck,
  ChainFault,
  Place,
  StoredCheckpoint,
  StoredRow,
} from '../../ports/audit-trail.ts';
import type { Clock } from '../../ports/system.ts';

export interface VerifyAuditPorts {
  readonly rows: AuditRows;
  readonly checkpoints: Pick<AuditCheckpoints, 'list'>;
  readonly trail: Pick<AuditTrail, 'find'>;
  readonly beginCheck: BeginCheck;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export interface VerifyRequest {
  readonly log: AuditLogName;
  readonly operator: string;
  /** Checkpoints from elsewhere, such as the log of the process, that are believed. */
  readonly expected: readonly Place[];
  readonly onProgress: (rows: number, of: number) => void;
}

/** `mislabelled`: the columns of a row are not what its bytes say. `unproven`: a checkpoint that the gateway never took. */
export type AuditFault = ChainFault | { readonly kind: 'mislabelled' | 'unproven'; readonly number: number };

export type AuditVerdict =
  | {
      readonly kind: 'intact';
      readonly rows: number;
      readonly from: number;
      readonly head: Place;
      readonly checkpoints: number;
    }
  | { readonly kind: 'broken'; readonly fault: AuditFault };

const rowsPerPage = 2_000;
const pagesMax = 250_000;

/** Goes through a whole log, and names the first row that is not as it was written. That it was verified is noted. */
export function verifyAudit(ports: VerifyAuditPorts) {
  return async (request: VerifyRequest): Promise<AuditVerdict> => {
    const verdict = await verify(ports, request);
    await ports.audit.append([
      {
        act: 'audit-verified',
        actor: { kind: 'operator', name: request.operator },
        on: { kind: 'audit-log', id: request.log },
        outcome: verdict.kind === 'intact' ? 'done' : 'failed',
        reason: verdict.kind === 'intact' ? null : `${verdict.fault.kind}-${verdict.fault.number}`,
        at: ports.clock.now(),
      },
    ]);
    return verdict;
  };
}

async function verify(ports: VerifyAuditPorts, request: VerifyRequest): Promise<AuditVerdict> {
  const held = await ports.checkpoints.list(request.log);
  const unproven = held.find(({ proven }) => !proven);
  if (unproven) return { kind: 'broken', fault: { kind: 'unproven', number: unproven.number } };
  const start = await findStart(ports, request.log, held);
  if (start === 'gone') return { kind: 'broken', fault: { kind: 'missing', number: 1 } };
  const checkpoints = [...held, ...request.expected].toSorted((one, other) => one.number - other.number);
  const check = ports.beginCheck(start, checkpoints);
  const fault = await goThrough(ports.rows, request, check);
  if (fault) return { kind: 'broken', fault };
  const head = check.head();
  const before = start?.number ?? 0;
  return { kind: 'intact', rows: head.number - before, from: before + 1, head, checkpoints: held.length };
}

/** A log that was shortened begins where the last shortening says, at its checkpoint; null: where logs begin. */
async function findStart(
  { trail }: VerifyAuditPorts,
  log: AuditLogName,
  held: readonly StoredCheckpoint[],
): Promise<Place | null | 'gone'> {
  const [shortened] = await trail.find({ acts: ['audit-shortened'], objects: [`audit-log:${log}`] }, 1);
  const number = Number(/^up-to-(\d{1,15})$/.exec(shortened?.reason ?? '')?.[1] ?? 0);
  if (number === 0) return null;
  return held.find((checkpoint) => checkpoint.number === number) ?? 'gone';
}

async function goThrough(
  rows: AuditRows,
  { log, onProgress }: VerifyRequest,
  check: ChainCheck,
): Promise<AuditFault | null> {
  const total = await rows.estimate(log);
  let seen = 0;
  // From the very beginning: a row that was put back before the start is read as well, and found to be out of place.
  let coming = rows.read(log, 0, rowsPerPage);
  for (let page = 0; page < pagesMax; page += 1) {
    const read = await coming;
    const last = read.at(-1)?.number ?? 0;
    const isLast = read.length < rowsPerPage;
    // The next page is on its way while this one is gone through.
    coming = isLast ? Promise.resolve([]) : rows.read(log, last, rowsPerPage);
    const fault = judge(read, check);
    if (fault) {
      await coming;
      return fault;
    }
    seen += read.length;
    onProgress(seen, Math.max(total, seen));
    if (isLast) return check.end();
  }
  throw new Error('The log is longer than one verification goes.');
}

function judge(rows: readonly StoredRow[], check: ChainCheck): AuditFault | null {
  for (const row of rows) {
    const fault = check.add(row);
    if (fault) return fault;
    if (!row.saysTheSame) return { kind: 'mislabelled', number: row.number };
  }
  return null;
}
