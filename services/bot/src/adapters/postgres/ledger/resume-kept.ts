import { retentionClasses } from '../../../ports/retention-classes.table.ts';
import type { ChangeWriter } from './change-writer.ts';

/** What was kept for longer than a day is not carried out any more: nobody expects it. */
const keptHoursMax = retentionClasses['kept-arrivals'].keptDays * 24;

export const resumeKept: ChangeWriter<'resume-kept'> = ({ chatId }) => [{ ...releaseKept, values: [`chat:${chatId}`] }];

const releaseKept = {
  name: 'release-kept-arrivals',
  text: `
    update inbox set state = 'pending'
    where lane = $1 and state = 'kept' and received_at > now() - interval '${keptHoursMax} hours'`,
};
