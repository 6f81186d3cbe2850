import { disarmLine } from '@desk/domain';
import type { CommandOutput } from './gateway-commands.ts';

/** The terminal of an operator. What people, files and peers put into a line is shown there, and does nothing. */
export const terminalOutput: CommandOutput = {
  line: (text) => console.log(disarmLine(text)),
  fail: (text) => {
    console.error(disarmLine(text));
    process.exitCode = 1;
  },
};
