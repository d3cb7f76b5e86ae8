import { type EndpointReading, parseEndpoint } from './parseEndpoint.js';

/** Runs of characters that can stand in a URL, a host or host:port; one pass over the text. */
const token = /[^\s<>"'`«»‹›“”‘’„|(){},;=*]+/gu;
const mostFound = 20;
const longestToken = 2048;

/** Endings of file names that also look like top-level domains, or like them in a log line. */
const fileEndings = new Set(
  `aspx asmx ashx asax axd svc asp php jsp do htm html xml xsd xsl xslt json yaml yml config cfg conf ini log txt md csv
  exe dll msi msp cab sys bat cmd ps1 psm1 psd1 vbs js mjs ts css cs vb cpp java py rb sh resx resources pdb tmp bak dat db
  mdb edb pst ost eml msg ics doc docx xls xlsx ppt pptx pdf png jpg jpeg gif bmp svg ico zip gz tar cer crt pem der pfx
  p7b p12 p7c csr key req inf reg etl evtx dmp lnk rdp dit nupkg csproj sln`.split(/\s+/),
);

/** Known endings of a two-label name; names of three labels and more are taken with any ending. */
const topLevels = new Set(
  `com net org edu gov mil int info biz name pro mobi app dev cloud online site tech email group company bank hospital
  local lan corp internal intranet private home localdomain test example
  ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg
  ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl
  gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky
  kz la lb lc li lk lr ls lt lu lv ly ma mc me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl
  no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw qa re ro rs ru rw sa sb sc sd se sg si sk sl sm sn so sr ss st
  su sv sx sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm
  zw`.split(/\s+/),
);

/** Hosts that stand in error texts as namespaces and help links, never as the failing server. */
const documentationHosts =
  /^(?:(?:schemas|go|docs|learn|support|technet|msdn|social|blogs|download)\.microsoft\.com|aka\.ms|schemas\.xmlsoap\.org|(?:www\.)?w3\.org|(?:www\.)?curl\.se|curl\.haxx\.se|nodejs\.org|docs\.python\.org|urllib3\.readthedocs\.io|support\.mozilla\.org|tempuri\.org|schemas\.openxmlformats\.org)$/;

/**
 * Finds the endpoints that stand inside a longer text, each once (by host and port), in the order written, at
 * most 20: `https?://` URLs and host:port always; with `bareHosts` also lone names and IPv4 addresses, but no
 * file names, .NET type names, e-mail addresses or version numbers. Takes time linear in the text's length.
 */
export function findEndpoints(
  text: string,
  options: { readonly bareHosts: boolean },
): readonly EndpointReading[] {
  const found = new Map<string, EndpointReading>();
  const tried = new Set<string>();
  let previous = '';
  for (const match of text.replaceAll('://***@', '://masked@').matchAll(token)) {
    const word = match[0];
    const next = text[match.index + word.length] ?? '';
    const candidate =
      word.length <= longestToken ? takeCandidate(word, previous, next, options.bareHosts) : urlIn(word);
    previous = word;
    if (candidate === null || tried.has(candidate)) continue;
    tried.add(candidate);
    const reading = parseEndpoint(candidate);
    if (!reading.ok || documentationHosts.test(reading.endpoint.host)) continue;
    const key = `${reading.endpoint.host} ${reading.endpoint.port}`;
    if (!found.has(key)) found.set(key, reading);
    if (found.size >= mostFound) break;
  }
  return [...found.values()];
}

function takeCandidate(word: string, previous: string, next: string, bareHosts: boolean): string | null {
  const url = urlIn(word);
  if (url !== null) return url;
  if (/[@\\%]/.test(word)) return null;
  const trimmed = word.replace(/^[[.:]+|[\].:!?…]+$/gu, '');
  const [, host, port] = /^([^/:]+)(?::(\d{1,5}))?(?:\/.*)?$/.exec(trimmed) ?? [];
  if (host === undefined) return null;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) {
    const version = /^v(?:ersion|er)?\.?$/i.test(previous) || host.endsWith('.0');
    return port !== undefined || (bareHosts && !version) ? trimmed : null;
  }
  // `Line:42` and `10:30` have the shape of host:port too: a lone label needs an https port.
  if (!host.includes('.')) return port !== undefined && /^(?:443|444|8443)$/.test(port) ? trimmed : null;
  if (next === '(' || next === '=' || !looksLikeName(host)) return null;
  return port !== undefined || bareHosts ? trimmed : null;
}

function urlIn(word: string): string | null {
  const start = word.search(/https?:\/\//i);
  return start < 0 ? null : word.slice(start, start + longestToken);
}

function looksLikeName(host: string): boolean {
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  const ending = last.toLowerCase();
  if (!/^(?:[a-z]{2,63}|xn--[a-z0-9-]+)$/i.test(last) && !/^[\p{L}\p{M}]{2,}$/u.test(last)) return false;
  if (labels.some((label) => label === '') || fileEndings.has(ending)) return false;
  // System.Net.WebException, Microsoft.Crm.Tools.Email, HttpWebRequest.GetResponse, requests.exceptions.SSLError, ASP.NET
  if (/^(?:System|Microsoft|Windows|Mscorlib)\.[A-Z]/.test(host)) return false;
  if (/[a-z][A-Z]|[A-Z]{2}[a-z]/.test(last)) return false;
  if (/^(?:asp|ado|vb|c#|f#)\.net$/i.test(host)) return false;
  if (topLevels.has(ending)) return true;
  return labels.length >= 3 && !/^[A-Z][a-z]/.test(last);
}
