import { createLogVerifier } from '@desk/crypto';
import { readEntryNumber } from '@desk/domain';
import type { BeginCheck } from '../../ports/audit-trail.ts';

export const beginCheck: BeginCheck = (start, checkpoints) =>
  createLogVerifier({ ...(start === null ? {} : { start }), checkpoints, readNumber: readEntryNumber });
