import { describe, expect, test } from '@jest/globals';
import { makeErrorRecognizer } from '../../src/recognizer/recognizeError.js';
import { shippedSignatures } from './signatureFiles.js';

// Without any vendor's sentence: what is left is the lexicon, as in a language whose sentences nobody wrote down.
const { recognizeError } = makeErrorRecognizer({ ...shippedSignatures, sentences: [] });

describe.each([
  [
    'trust-relationship',
    {
      hu: 'Nem hozható létre megbízhatósági kapcsolat az SSL/TLS biztonságos csatornához.',
      tr: 'SSL/TLS güvenli kanalı için güven ilişkisi kurulamadı.',
      nb: 'Det eksterne sertifikatet er ugyldig i henhold til valideringsprosedyren.',
      fi: 'SSL/TLS-suojatun kanavan luottamussuhdetta ei voitu muodostaa.',
      el: 'Δεν ήταν δυνατή η δημιουργία σχέσης αξιοπιστίας για το ασφαλές κανάλι SSL/TLS.',
      ar: 'تعذر تأسيس علاقة ثقة لقناة SSL/TLS الآمنة.',
      he: 'לא ניתן ליצור יחסי אמון עבור הערוץ המאובטח SSL/TLS.',
      fa: 'رابطه اعتماد برای کانال امن SSL/TLS برقرار نشد.',
      'zh-Hant': '無法為 SSL/TLS 安全通道建立信任關係。',
      th: 'ไม่สามารถสร้างความสัมพันธ์ของความเชื่อถือสำหรับช่องทางที่ปลอดภัย SSL/TLS ได้',
      hi: 'SSL/TLS सुरक्षित चैनल के लिए विश्वास संबंध स्थापित नहीं किया जा सका।',
      uk: 'Не вдалося встановити довірчі відносини для захищеного каналу SSL/TLS.',
      sk: 'Nepodarilo sa vytvoriť vzťah dôvery pre zabezpečený kanál SSL/TLS.',
      lt: 'Nepavyko užmegzti pasitikėjimo ryšio saugiam SSL/TLS kanalui.',
      id: 'Tidak dapat membuat hubungan kepercayaan untuk saluran aman SSL/TLS.',
    },
  ],
  [
    'tls-protocol',
    {
      da: 'Anmodningen blev afbrudt: Der kunne ikke oprettes en sikker SSL/TLS-kanal.',
      cs: 'Požadavek byl přerušen: Nelze vytvořit zabezpečený kanál SSL/TLS.',
      pl: 'Żądanie zostało przerwane: Nie można utworzyć bezpiecznego kanału SSL/TLS.',
      ja: 'SSL/TLS のセキュリティで保護されているチャネルを作成できませんでした',
      he: 'החיבור המשמש כבסיס נסגר: אירעה שגיאה בלתי צפויה בשליחה.',
      ro: 'Conexiunea subiacentă a fost închisă: eroare neașteptată la trimitere.',
    },
  ],
  [
    'name-resolution',
    {
      hu: 'A távoli név nem oldható fel: mail.contoso.com',
      sv: 'Det gick inte att matcha fjärrnamnet',
      cs: 'Vzdálený název nelze rozpoznat',
      'zh-Hant': '無法解析遠端名稱',
      pl: 'Przeglądarka nie może odnaleźć serwera pod podanym adresem.',
    },
  ],
  [
    'unreachable',
    {
      nb: 'Kan ikke koble til den eksterne serveren',
      tr: 'Uzak sunucuya bağlanılamıyor',
      uk: 'Сайт може бути тимчасово недоступний або перевантажений.',
      ar: 'يتعذر الاتصال بالخادم البعيد',
    },
  ],
  ['unauthorized', { hu: '"(401) Jogosulatlan"', th: '(401) ไม่ได้รับอนุญาต', ko: '(401) 권한 없음' }],
  ['forbidden', { tr: 'Uzak sunucu hata döndürdü: (403) Yasak.', id: '403 Kesalahan terlarang di OneDrive' }],
  ['not-found', { sv: '(404) Hittades inte', pl: '(404) Nie znaleziono' }],
  [
    'outlook-certificate',
    {
      ru: 'Имя в сертификате безопасности недопустимо или не соответствует имени сайта.',
      ko: '보안 인증서의 이름이 잘못되었거나 사이트의 이름과 일치하지 않습니다.',
      es: 'Hay un problema con el certificado de seguridad del servidor proxy.',
    },
  ],
  [
    'other-runtime-trust',
    {
      pl: 'Wystawca certyfikatu jest nieznany, certyfikat jest samopodpisany lub brak certyfikatów pośrednich.',
      uk: 'Видавець сертифіката невідомий.',
    },
  ],
])('%s', (family, wordings) => {
  test.each(Object.entries(wordings))('is known in %s by the words for its ideas', (locale, text) => {
    expect([recognizeError(text).family, locale]).toEqual([family, locale]);
  });
});

test.each([
  'Bu iş istasyonu ile birincil etki alanı arasındaki güven ilişkisi kurulamadı.',
  'A munkaállomás és az elsődleges tartomány közötti megbízhatósági kapcsolat létrehozása nem sikerült.',
  'Relacja zaufania między tą stacją roboczą a domeną podstawową nie powiodła się.',
  'Tämän työaseman ja ensisijaisen toimialueen välinen luottamussuhde epäonnistui.',
  'Η σχέση αξιοπιστίας μεταξύ αυτού του σταθμού εργασίας και του κύριου τομέα απέτυχε.',
  'فشلت علاقة الثقة بين محطة العمل هذه والمجال الأساسي.',
  'ความสัมพันธ์ของความเชื่อถือระหว่างเวิร์กสเตชันนี้กับโดเมนหลักล้มเหลว',
  'Unable to connect to the printer.',
  'Impossible de se connecter au Wi-Fi du bureau',
  'Không thể kết nối với máy in',
  'Das Postfach ist voll.',
  'Ihr Kennwort ist abgelaufen.',
  'Dosya bulunamadı. Dosya taşınmış ya da silinmiş olabilir.',
  'ไม่พบไฟล์',
  '550 5.1.1 recipient not found by SMTP address lookup',
  'Votre certificat Push Apple MDM a expiré',
])('a look-alike belongs to no family, nor is it asked about: %s', (text) => {
  expect(recognizeError(text)).toMatchObject({ family: null, candidates: [] });
});
