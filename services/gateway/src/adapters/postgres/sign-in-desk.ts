import { z } from 'zod';
import type { AttemptVerdict, SignInDesk, SignInLimit } from '../../ports/sign-in-desk.ts';
import { appendAudit } from './append-audit.ts';
import type { Database } from './connect-database.ts';

const Reason = z.enum([
  'phone-invalid',
  'phone-unknown',
  'phone-ambiguous',
  'person-inactive',
  'account-of-another-person',
  'person-with-another-account',
]);

/** Rows per window are bounded by the limit on all attempts together, which is counted first. */
export function createSignInDesk(database: Database): SignInDesk {
  return {
    async count(scope, key, limit, now) {
      const windowStart = now - (now % limit.windowMs);
      const windowStartAt = new Date(windowStart);
      const { attempts } = await database.signInCount.upsert({
        where: { scope_key_windowStartAt: { scope, key, windowStartAt } },
        create: { scope, key, windowStartAt, attempts: 1 },
        update: { attempts: { increment: 1 } },
      });
      return judge(attempts, limit, windowStart + limit.windowMs - now);
    },

    recordRefusal: ({ telegramUserId, at, ...refused }, audit) =>
      database.$transaction(async (transaction) => {
        const { count } = await transaction.signInRefusal.createMany({
          data: [{ ...refused, telegramUserId: BigInt(telegramUserId), at: new Date(at) }],
          skipDuplicates: true,
        });
        if (count === 0) return 'taken';
        await appendAudit(transaction, [audit]);
        return 'recorded';
      }),

    async findRefusal(referenceCode) {
      const row = await database.signInRefusal.findUnique({ where: { referenceCode } });
      if (!row) return null;
      const { telegramUserId, at, employeeId } = row;
      const reason = Reason.parse(row.reason);
      return { referenceCode, reason, employeeId, telegramUserId: Number(telegramUserId), at: at.getTime() };
    },
  };
}

function judge(attempts: number, { attemptsMax }: SignInLimit, retryAfterMs: number): AttemptVerdict {
  if (attempts <= attemptsMax) return { kind: 'within' };
  return { kind: 'exceeded', retryAfterMs, first: attempts === attemptsMax + 1 };
}
