import { type Checkpoint, createLogVerifier, type LogFault, type LogVerifier, logStart } from '@desk/crypto';
import { readEntryNumber } from '@desk/domain';
import type { AuditLog } from '../../ports/audit-log.ts';
import type {
  AuditCheckpoints,
  AuditLogName,
  AuditRows,
  AuditTrail,
  StoredCheckpoint,
  StoredRow,
} from '../../ports/audit-trail.ts';
import type { Clock } from '../../ports/system.ts';

export interface VerifyAuditPorts {
  readonly rows: AuditRows;
  readonly checkpoints: Pick<AuditCheckpoints, 'list'>;
  readonly trail: Pick<AuditTrail, 'find'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export interface VerifyRequest {
  readonly log: AuditLogName;
  readonly operator: string;
  /** Checkpoints from elsewhere, such as the log of the process, that are believed. */
  readonly expected: readonly Checkpoint[];
  readonly onProgress: (rows: number, of: number) => void;
}

/** `mislabelled`: the columns of a row are not what its bytes say. `unproven`: a checkpoint that the gateway never took. */
export type AuditFault = LogFault | { readonly kind: 'mislabelled' | 'unproven'; readonly number: number };

export type AuditVerdict =
  | {
      readonly kind: 'intact';
      readonly rows: number;
      readonly from: number;
      readonly head: Checkpoint;
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
  if (start === null) return { kind: 'broken', fault: { kind: 'missing', number: 1 } };
  const checkpoints = [...held, ...request.expected].toSorted((one, other) => one.number - other.number);
  const verifier = createLogVerifier({ start, checkpoints, readNumber: readEntryNumber });
  const fault = await goThrough(ports.rows, request, verifier, start);
  if (fault) return { kind: 'broken', fault };
  const head = verifier.head();
  const rows = head.number - start.number;
  return { kind: 'intact', rows, from: start.number + 1, head, checkpoints: held.length };
}

/** A log that was shortened begins where the last shortening says, at its checkpoint; null where that is gone. */
async function findStart(
  { trail }: VerifyAuditPorts,
  log: AuditLogName,
  held: readonly StoredCheckpoint[],
): Promise<Checkpoint | null> {
  const [shortened] = await trail.find({ acts: ['audit-shortened'], objects: [`audit-log:${log}`] }, 1);
  const number = Number(/^up-to-(\d{1,15})$/.exec(shortened?.reason ?? '')?.[1] ?? 0);
  if (number === 0) return logStart;
  return held.find((checkpoint) => checkpoint.number === number) ?? null;
}

async function goThrough(
  rows: AuditRows,
  { log, onProgress }: VerifyRequest,
  verifier: LogVerifier,
  start: Checkpoint,
): Promise<AuditFault | null> {
  const total = await rows.estimate(log);
  let seen = 0;
  // From the very beginning: a row that was put back before the start is read as well, and found to be out of place.
  let coming = rows.read(log, 0, rowsPerPage);
  for (let page = 0; page < pagesMax; page += 1) {
    const read = await coming;
    const last = read.at(-1)?.number ?? start.number;
    const isLast = read.length < rowsPerPage;
    // The next page is on its way while this one is gone through.
    coming = isLast ? Promise.resolve([]) : rows.read(log, last, rowsPerPage);
    const fault = judge(read, verifier);
    if (fault) {
      await coming;
      return fault;
    }
    seen += read.length;
    onProgress(seen, Math.max(total, seen));
    if (isLast) return verifier.end();
  }
  throw new Error('The log is longer than one verification goes.');
}

function judge(rows: readonly StoredRow[], verifier: LogVerifier): AuditFault | null {
  for (const row of rows) {
    const fault = verifier.add(row);
    if (fault) return fault;
    if (!row.saysTheSame) return { kind: 'mislabelled', number: row.number };
  }
  return null;
}
