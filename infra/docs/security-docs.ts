import { drillFigures } from '../journeys/captured-bot/figures.table.ts';
import { type Claim, type ClaimSection, claimSections } from './security-claims.ts';

export const securityPage = 'docs/security.md';

/** docs/security.md, whole. */
export function renderSecurity(claims: readonly Claim[]): string {
  const sections = claimSections.map((section) => {
    const rows = claims
      .filter((claim) => claim.section === section)
      .map(({ says, asvs, file, test }) =>
        row([says, asvs.join(', '), `[${escaped(test.map(readable).join(' › '))}](../${file})`]),
      );
    const head = [row(['claim', 'ASVS', 'held by']), row(['---', '---', '---'])];
    return `## ${titles[section]}\n\n${[...head, ...rows].join('\n')}`;
  });
  return `${[head(claims.length), givenAway, drill(), ...sections, notClaimed].join('\n\n')}\n`;
}

const titles: Readonly<Record<ClaimSection, string>> = {
  border: 'The zone border',
  rights: 'Who may do what',
  edge: 'The public edge',
  privacy: 'Privacy',
  audit: 'The audit log',
};

const head = (count: number) => `# Security

<!-- Written by \`pnpm docs:security\` from the claims above the tests (\`@claim\`) and the figures of the drill. -->

Each claim on this page stands beside the test that holds it: ${count} claims, all of them in \`pnpm test\`, none in a test that
may be skipped. \`pnpm check\` fails when a claim loses its test, or the page its claim. The numbers are those of requirements
of OWASP ASVS 5.0, where there is one that the test shows; they are not a verification of that standard.

Desk has two zones. The bot stands in the **DMZ**, with a Postgres and a Redis of its own; it holds no credential of the
tracker, of the staff list or of mail. The gateway stands **inside**; it alone decides who somebody is and what they may do.
Between them there is one door, the contract: every request is signed, counts once, and with \`TLS_DIR\` both ends show who
they are.`;

const givenAway = `## What a captured DMZ gives away

Whoever owns every secret there (signing keys, certificate, database, Redis, code)

- acts for people whose sessions are live at the gateway, within their rights, until these end: 30 minutes after the last
  renewal, 12 hours at most;
- finishes what open grants allow: the accepted ticket in exactly its words, the dialogue in its own ticket, 72 hours at most;
- does what the service may do by itself: read which tickets there are and their states, without a word of theirs, give a
  free ticket to a member of its team, close a solved one, sign people out;
- with \`BINDING_CONFIRMATION=none\`, signs in as employees whose phone is known from elsewhere, within the gateway's limits,
  each audited and many of them an alarm; with \`email\`, as nobody but those who confirmed a sign-in within the last 12 hours
  and whose phone it knows, and colleagues whom a supervisor with a live session may confirm, ten an hour;
- opens what the bot's database holds sealed: names of people who have signed in, short summaries of their tickets, words
  that are still on their way. Their keys lie beside them;
- reads what Telegram keeps of the bot's chats, and writes into them in the bot's name.

Nothing more. What helps on the day: stop the gateway's contract port, then \`pnpm desk sessions revoke --all\`, new signing
keys and certificates for the bot ([operations.md](operations.md)), and \`pnpm desk audit verify\`.`;

function drill(): string {
  const rows = drillFigures.map(({ attack, tried, given, why }) =>
    row([attack, whole(tried), given === 0 ? 'nothing' : `${whole(given)}: ${why}`]),
  );
  return `## The captured-bot drill, measured

A program with all of these secrets asks everything of a real gateway, for a company of 1,000 employees of whom 20 have
live sessions. The figures are those of [the drill](../infra/journeys/captured-bot.test.ts), which fails if it measures others,
or if an endpoint of the contract is not tried. Of the 980 who are not signed in it tries 120, of every kind some, and all of
them with \`DESK_DRILL=everybody\`. Two gateways that are made too weak on purpose are found out by it.

${[row(['tried', 'times', 'given']), row(['---', '---', '---']), ...rows].join('\n')}

A code has eight digits and is good for ten minutes and five tries; a person gets five an hour. So there are 25 guesses of
100,000,000 an hour and person, and an alarm at the fifth: for 980 people that is one right guess in about six months, by a
program that nobody stops.`;
}

const notClaimed = `## What is not claimed

- Nothing here has met the real Telegram, Jira or OpenProject: the tests run against simulators that are held to the
  vendors' published descriptions.
- Nobody outside has tested it: there was no penetration test and no outside review.
- A code by e-mail is as good as the mailbox. It is no second factor in the sense of ASVS, and against somebody who reads the
  mailbox it does not help.
- Telegram sees every chat: words and files in it, phones that people share. That is the price of the front end.
- Telegram ids, ids of tickets, states and times lie in clear in the bot's database; so does who wrote to whom and when.
- Answers to unknown and to dismissed people are the same; how long they take is not measured.
- Memory of a running process is not protected: whoever reads it reads what it works on.
- Keys lie in files, readable by their service alone; there is no hardware module.
- Denial of service is bounded, not prevented: a captured bot can sign everybody out and fill its own log with lies, which
  the log then shows as the bot's word.`;

function whole(count: number): string {
  return count.toLocaleString('en-US');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** What a name stands for in each case is known only when the test runs. */
function readable(name: string): string {
  return name.replace(/\$\{[^}]*\}|%[sdijo]|\$\w+/g, '…');
}

/** For a link inside a table. */
function escaped(text: string): string {
  return text.replace(/[|[\]]/g, String.raw`\$&`);
}
