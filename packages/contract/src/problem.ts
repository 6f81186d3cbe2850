import { z } from 'zod';

/**
 * Every refusal of the contract and the status that carries it. A refusal is an answer, not a defect: what is
 * not in this table does not travel.
 */
export const problemStatus = {
  'request-invalid': 400,
  'signature-refused': 401,
  'session-ended': 401,
  'access-refused': 403,
  'not-permitted': 403,
  'grant-refused': 403,
  'not-found': 404,
  'person-unknown': 404,
  overtaken: 409,
  'still-working': 409,
  'key-reused': 409,
  'upload-missing': 409,
  'audit-gap': 409,
  'audit-rewritten': 409,
  'no-supervisor': 409,
  'confirmation-over': 410,
  'file-too-large': 413,
  'file-forbidden': 415,
  'ticket-refused': 422,
  'code-wrong': 422,
  'too-many-attempts': 429,
  'tracker-down': 503,
  'directory-down': 503,
  /** Too much to do, or a database that gave no connection, lock or time: the same, with the same key, a little later. */
  overloaded: 503,
  'internal-error': 500,
} as const;

export type ProblemCode = keyof typeof problemStatus;

const codes = Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]];

/** RFC 9457 `application/problem+json`. `type` is `urn:desk:problem:<code>`; `detail` never quotes what was sent. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(codes),
  detail: z.string().optional(),
  /** A short code that a person can quote to the desk; the audit log inside holds the reason under it. */
  referenceCode: z.string().max(16).optional(),
  /** The declared file that a `file-…` or `ticket-refused` problem is about. */
  uploadId: z.uuid().optional(),
  /** What the gateway holds instead: the assignee for `overtaken`, the next entry number for `audit-gap`. */
  current: z.union([z.string(), z.int(), z.null()]).optional(),
  retryAfterSeconds: z.number().nonnegative().optional(),
  /** How often a code may still be typed, for `code-wrong`; 0: only a new one helps. Since 1.4. */
  triesLeft: z.int().nonnegative().optional(),
});
export type Problem = z.infer<typeof Problem>;

export function problem(
  code: ProblemCode,
  title: string,
  more: Partial<Omit<Problem, 'code' | 'status'>> = {},
): Problem {
  return { ...more, type: `urn:desk:problem:${code}`, title, status: problemStatus[code], code };
}
