import { expect, test } from '@jest/globals';
import { shippedRecognizer } from './signatureFiles.js';

const { recognizeCommand } = shippedRecognizer;

test.each([
  [
    'help',
    [
      'help',
      'HELP!',
      'Help me please',
      'I need help',
      'can you help me?',
      'what can you do',
      'hello, help please',
    ],
  ],
  [
    'help',
    [
      'aide',
      "À l'aide !",
      'j’ai besoin d’aide',
      'aidez-moi svp',
      'que peux-tu faire ?',
      'pouvez-vous m’aider',
    ],
  ],
  [
    'help',
    [
      'trợ giúp',
      'tro giup',
      'giúp tôi với',
      'Bạn có thể làm gì?',
      'tôi cần giúp đỡ',
      'bạn có thể giúp tôi không?',
      'huong dan su dung',
    ],
  ],
  ['back', ['back', 'go back', 'I want to go back', 'previous question']],
  [
    'back',
    [
      'retour',
      'revenir en arrière',
      'RETOUR EN ARRIERE',
      'je veux revenir en arrière',
      'question précédente',
    ],
  ],
  ['back', ['quay lại', 'quay lai', 'trở lại', 'tro ve buoc truoc', 'bước trước', 'cho tôi quay lại']],
  [
    'restart',
    ['restart', 'restrat', 'start over', 'start again please', 'Start from the beginning', 'main menu'],
  ],
  [
    'restart',
    [
      'recommencer',
      'recommencer à zéro',
      'tout recommencer',
      'je voudrais recommencer depuis le début',
      'menu principal',
    ],
  ],
  [
    'restart',
    ['bắt đầu lại', 'bat dau lai tu dau', 'làm lại từ đầu', 'tôi muốn bắt đầu lại', 'khởi động lại'],
  ],
  ['stop', ['stop', 'Stop.', 'cancel', 'quit', 'never mind', 'goodbye', 'please stop this']],
  ['stop', ['arrêter', 'arrete', 'annuler', 'quitter', 'laisse tomber', 'au revoir', 'je veux arrêter']],
  [
    'stop',
    ['dừng', 'dừng lại', 'dung lai', 'thôi', 'huy bo', 'thoát', 'kết thúc', 'tôi muốn dừng lại', 'tạm biệt'],
  ],
  [
    'human',
    [
      'human',
      'I want to talk to a human',
      'talk to a real person please',
      'can I speak to someone?',
      'agent',
      'speak with an agent',
    ],
  ],
  [
    'human',
    [
      "I'd like to speak with a technician",
      'Hi, can I talk to a person please',
      'connect me to support',
      'transfer me to a human',
      'I want a human',
    ],
  ],
  [
    'human',
    [
      "je veux parler à quelqu'un",
      'je veux parler à quelqu’un',
      'parler à un humain',
      'puis-je parler à un conseiller ?',
      'un humain svp',
    ],
  ],
  [
    'human',
    [
      'Bonjour, je voudrais parler avec un technicien',
      "j'aimerais discuter avec une vraie personne",
      'contacter le support',
      'passez-moi un technicien',
    ],
  ],
  [
    'human',
    [
      'cho tôi gặp nhân viên hỗ trợ',
      'cho toi gap nhan vien ho tro',
      'tôi muốn nói chuyện với người thật',
      'toi muon noi chuyen voi nguoi that',
    ],
  ],
  [
    'human',
    [
      'tôi cần gặp kỹ thuật viên',
      'gặp người thật',
      'chuyển cho nhân viên hỗ trợ giúp tôi nhé',
      'kết nối với bộ phận hỗ trợ',
      'người thật',
    ],
  ],
  [
    'human',
    [
      ...['Reach a human', 'Joindre une personne', 'Gặp người hỗ trợ'],
      ...[
        'anybody there?',
        'is there anybody real there?',
        'I want to open a ticket',
        'call me back',
        'this bot is useless',
      ],
      ...['put me in touch with support', 'hand me over to a colleague', 'I want support from a human being'],
      ...[
        'y a-t-il une vraie personne ?',
        'y a quelqu’un ?',
        'je veux ouvrir un ticket',
        'j’ai besoin d’aide humaine',
      ],
      ...[
        'mettez-moi en relation avec un collègue',
        'j’aimerais être rappelé par quelqu’un',
        'je n’en peux plus de ce robot',
      ],
      ...[
        'có ai không',
        'chuyển tôi cho tổng đài viên',
        'tạo yêu cầu hỗ trợ',
        'kết nối tôi với nhân viên',
        'bot vô dụng',
      ],
      'Ich möchte mit einem Menschen sprechen',
      'quiero hablar con una persona',
      'quero falar com um atendente',
      'vorrei parlare con un operatore',
      'ik wil met iemand praten',
      'chcę rozmawiać z konsultantem',
      'хочу поговорить с оператором',
    ],
  ],
  [
    'queue',
    [
      ...[
        'my position',
        'How long do I have to wait?',
        'how long?',
        'when will someone answer',
        'am I next?',
      ],
      ...['ma position', 'combien de temps encore ?', 'où en est ma demande ?', 'temps d’attente'],
      ...['vị trí của tôi', 'còn bao lâu nữa?', 'bao giờ đến lượt tôi', 'con bao lau nua'],
    ],
  ],
  [
    'cancel-request',
    [
      ...['cancel my request', 'please cancel the request', 'I no longer need a human', 'stop waiting'],
      ...['annuler ma demande', 'Je veux annuler la demande', 'je n’ai plus besoin d’un technicien'],
      ...['hủy yêu cầu', 'huỷ yêu cầu của tôi', 'tôi muốn rút lại yêu cầu', 'huy yeu cau'],
    ],
  ],
  [
    'why',
    [
      ...['why?', 'Why do you ask?', 'why do you need that', 'what for?', 'what is that for'],
      ...['pourquoi ?', 'Pourquoi cette question ?', 'pourquoi demandez-vous ça', 'à quoi ça sert ?'],
      ...['tại sao?', 'Vì sao bạn hỏi vậy?', 'tai sao ban hoi', 'để làm gì'],
    ],
  ],
  [
    'summary',
    [
      ...['summary', 'What do you know so far?', 'where do we stand', 'what have I told you so far'],
      ...['résumé', 'Que savez-vous jusqu’ici ?', 'où en sommes-nous ?', 'faites le point'],
      ...['tóm tắt', 'bạn đã biết những gì rồi', 'tom tat giup toi', 'đến đâu rồi'],
    ],
  ],
  [
    'change',
    [
      ...['change my answer', 'I want to change an answer', 'I made a mistake', 'correct my last answer'],
      ...[
        'modifier ma réponse',
        'je voudrais changer ma réponse',
        'je me suis trompé',
        'corriger une réponse',
      ],
      ...['đổi câu trả lời', 'tôi muốn sửa câu trả lời', 'tôi chọn nhầm rồi', 'doi cau tra loi'],
    ],
  ],
  [
    'dont-know',
    [
      ...["I don't know", 'i dont know that', 'No idea', "I'm not sure", 'idk', 'dunno', 'I have no idea'],
      ...[
        'je ne sais pas',
        'aucune idée',
        "je n'en sais rien",
        'je ne suis pas sûr',
        'pas certaine',
        "j'en sais rien",
      ],
      ...['tôi không biết', 'không rõ', 'toi khong biet', 'mình không chắc lắm', 'em chịu', 'chưa rõ'],
    ],
  ],
  ['greeting', ['hello', 'Hi!', 'good morning', 'bonjour', 'Salut !', 'xin chào', 'chào bạn', 'chao ban']],
  ['thanks', ['thanks', 'Thank you very much!', 'merci beaucoup', 'cảm ơn bạn nhiều', 'cam on', 'cám ơn']],
])('%s: %j', (command, texts) => {
  for (const text of texts) expect([text, recognizeCommand(text)?.command]).toEqual([text, command]);
});

test.each([
  [null, ['language', 'change language', 'changer de langue', 'langue', 'ngôn ngữ', 'doi ngon ngu']],
  ['en', ['English', 'speak English please', 'can you speak English?', 'in english', 'anglais', 'tiếng Anh']],
  [
    'fr',
    [
      'français',
      'FRANCAIS',
      'en français svp',
      'parlez-vous français ?',
      'peux-tu répondre en français',
      'French',
      'tiếng Pháp',
    ],
  ],
  [
    'vi',
    [
      'tiếng Việt',
      'tieng viet',
      'bạn nói tiếng Việt được không',
      'chuyển sang tiếng Việt',
      'vietnamese',
      'vietnamien',
    ],
  ],
  ['de', ['deutsch', 'speak german']],
])('the language asked for is %s: %j', (wantedLocale, texts) => {
  for (const text of texts)
    expect([text, recognizeCommand(text)]).toEqual([
      text,
      expect.objectContaining({ command: 'language', wantedLocale }),
    ]);
});

test.each([
  '',
  '?!',
  '👍',
  'đúng',
  'không dừng lại',
  'khong can giup',
  'tôi không muốn dừng lại',
  "don't stop",
  'do not restart',
  'ne pas arrêter',
  'pas encore fini',
  'Đừng',
  'no',
  'yes',
  'please',
  'mail.contoso.com',
  'https://help.contoso.com/back',
  'the help desk told me to restart the server and go back to the old certificate',
  "I don't want to talk to a human",
  "I don't know why the E-mail Router fails since the update",
  'why does the E-mail Router refuse this certificate since yesterday?',
  'is the human readable name on the certificate the problem?',
  'The operation could not stop: restart the service and try again',
  'Could not establish trust relationship for the SSL/TLS secure channel',
  'help\nThe remote certificate is invalid according to the validation procedure. '.repeat(3),
  'stop '.repeat(20),
  `help ${'x'.repeat(100_000)}`,
  'le service ne veut pas redémarrer',
  'tôi bị lỗi này khi kiểm tra hộp thư',
])('is no command: %s', (text) => {
  expect(recognizeCommand(text)).toBeNull();
});
