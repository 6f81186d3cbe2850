import type { ConfirmationMail } from '../ports/confirmation-mail.ts';

/** The letter is in both languages: before a code is typed, nobody's language is known for sure. */
export function createConfirmationMail(timeZone: string): ConfirmationMail {
  return {
    write({ code, expiresAt }) {
      const grouped = `${code.slice(0, 4)} ${code.slice(4)}`;
      const until = (locale: string) =>
        new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(expiresAt);
      return {
        // Without the code: subjects stand in logs, and on locked screens.
        subject: 'Код для входу · Sign-in code',
        text: [...uk(grouped, until('uk-UA')), '', '-----', '', ...en(grouped, until('en-GB')), ''].join('\n'),
      };
    },
  };
}

function uk(code: string, until: string): readonly string[] {
  return [
    'Ваш код для входу в сервіс підтримки в Telegram:',
    '',
    `    ${code}`,
    '',
    `Надішліть його в чат, де ви ділилися номером. Код діє до ${until} і лише один раз.`,
    'Нікому його не кажіть: спеціалісти підтримки ніколи не питають кодів.',
    '',
    'Якщо це не ви, код нікому не передавайте й повідомте службу підтримки: хтось пробує увійти з вашим номером.',
  ];
}

function en(code: string, until: string): readonly string[] {
  return [
    'Your code to sign in to the service desk in Telegram:',
    '',
    `    ${code}`,
    '',
    `Send it to the chat where you shared your number. It is good until ${until}, and once.`,
    'Tell it to nobody: the service desk never asks for codes.',
    '',
    'If this was not you, keep the code to yourself and tell the service desk: somebody is trying to sign in with your number.',
  ];
}
