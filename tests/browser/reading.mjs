// What can be read from an open page. The two functions at the end run inside the page and so use nothing from outside.
import { STEADY_PHONE } from './chromium.mjs';

/** What sticks out sideways at a width, also where html or body would cut it off; empty when nothing does. */
export async function overflowAt(page, width) {
  await page.setViewport({ ...STEADY_PHONE, width });
  return page.evaluate(sticksOut, width);
}

export function sticksOut(width) {
  scrollTo(0, 0);
  const root = document.documentElement, body = document.body;
  const name = e => e.tagName.toLowerCase() + (e.id ? `#${e.id}` : '') + (e.classList[0] ? `.${e.classList[0]}` : '');
  const isInBoxOfItsOwn = e => {
    for (let p = e.parentElement; p && p !== body && p !== root; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return true;
    return false;
  };
  const found = [];
  for (const e of body.querySelectorAll('*')) {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    const isInside = !box.width || !box.height || (box.right <= width + 1 && box.left >= -1);
    const isParked = box.right <= 0 || box.bottom <= 0;                 // off the screen, as a skip link is
    if (isInside || isParked || style.visibility === 'hidden' || style.clipPath !== 'none') continue;
    if (!isInBoxOfItsOwn(e)) found.push(name(e));
  }
  const wide = Math.max(root.scrollWidth, body.scrollWidth);
  if (wide > width + 1 && !found.length) found.push(`scrolls to ${wide} px`);
  return [...new Set(found)].slice(0, 5);
}

/** Language, Persian letters and digits, sizes of targets, forms, sheets and weight of the open page, as complaints. */
export function complaintsInPage(limits) {
  const root = document.documentElement, complaints = [];
  const some = (what, list) => { if (list.length) complaints.push(`${what}: ${[...new Set(list)].slice(0, 4).join(' | ')}`); };
  const isSeen = e => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return box.width > 0 && box.height > 0 && style.visibility !== 'hidden' && Number(style.opacity) !== 0;
  };
  const words = e => (e.getAttribute('aria-label') || e.textContent || e.value || '').trim().replace(/\s+/g, ' ').slice(0, 24);
  const name = e => `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ''}${e.name ? `[name=${e.name}]` : ''}${e.classList[0] ? `.${e.classList[0]}` : ''} «${words(e)}»`;
  const isRtl = lang => /^(fa|ar)\b/.test(lang ?? '');
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() && !around.closest('script,style,template,noscript') && isSeen(around)) texts.push([walker.currentNode.data, around]);
  }

  language();
  persian();
  targets();
  forms();
  sheets();
  weight();
  return complaints;

  function language() {
    const { lang, dir } = root;
    if (!lang || dir !== (isRtl(lang) ? 'rtl' : 'ltr')) complaints.push(`lang=${lang} with dir=${dir}`);
    const isTheirs = around => around.closest('[dir=auto],bdi');           // names and goods stand as people wrote them
    const own = texts.filter(([, around]) => around.closest('[lang]') === root && !isTheirs(around)).map(([text]) => text).join('');
    const persianLetters = own.match(/[؀-ۿ]/g)?.length ?? 0, latinLetters = own.match(/[A-Za-z]/g)?.length ?? 0;
    if (isRtl(lang) ? latinLetters > persianLetters : persianLetters > latinLetters) complaints.push(`most letters are not of lang=${lang}`);
    const viewport = document.querySelector('meta[name=viewport]')?.content ?? '';
    if (!/width=device-width/.test(viewport) || /user-scalable\s*=\s*(no|0)|maximum-scale/.test(viewport)) complaints.push(`viewport: «${viewport}»`);
    if (document.querySelectorAll('h1').length !== 1) complaints.push(`${document.querySelectorAll('h1').length} headings of the first level`);
    if (!document.title) complaints.push('no title');
  }

  function persian() {
    const isExempt = around => around.closest('[data-latin-digits],code,pre');
    const own = texts.filter(([, around]) => isRtl(around.closest('[lang]')?.lang) && !isExempt(around)).map(([text]) => text.trim().slice(0, 40));
    some('Latin digits in Persian text', own.filter(text => /[0-9]/.test(text)));
    some('Arabic letters or digits in Persian text', own.filter(text => /[كيى٠-٩]/.test(text)));
  }

  function targets() {
    const small = [];
    for (const e of document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[tabindex]:not([tabindex="-1"])')) {
      if (e.disabled) continue;
      const takesLabel = /^(checkbox|radio|file)$/.test(e.type);        // a tap on the label counts as one on the box
      const boxes = [e, ...(takesLabel ? e.labels : [])].filter(isSeen).map(x => x.getBoundingClientRect());
      if (!boxes.length || boxes.every(box => box.bottom <= 0 || box.right <= 0)) continue;
      const isInSentence = [...e.parentElement.childNodes].some(n => n !== e && n.nodeType === Node.TEXT_NODE && n.data.trim().length > 1);
      if (e.tagName === 'A' && getComputedStyle(e).display === 'inline' && isInSentence) continue;       // WCAG 2.5.8 exempts these
      const wide = Math.max(...boxes.map(b => b.right)) - Math.min(...boxes.map(b => b.left));
      const high = Math.max(...boxes.map(b => b.bottom)) - Math.min(...boxes.map(b => b.top));
      if (Math.min(wide, high) < limits.target - 0.05) small.push(`${Math.round(wide)}x${Math.round(high)} ${name(e)}`);
    }
    some(`targets under ${limits.target} px`, small);
  }

  function forms() {
    const wrong = [];
    for (const e of document.querySelectorAll('input:not([type=hidden]),select,textarea')) {
      const isTyped = /^(text|tel|password|search|email|url|number)$/.test(e.type);
      if (!(e.labels.length || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby'))) wrong.push(`no label: ${name(e)}`);
      if (e.type === 'number') wrong.push(`type=number refuses Persian digits: ${name(e)}`);
      if (isTyped && /phone|mobile|price|amount|quantity|cost/i.test(e.name) && e.type !== 'tel' && !/numeric|decimal|tel/.test(e.inputMode)) wrong.push(`no number pad: ${name(e)}`);
      if (/^(password|tel|email)$/.test(e.type) && !e.autocomplete) wrong.push(`no autocomplete: ${name(e)}`);
      if (isTyped && parseFloat(getComputedStyle(e).fontSize) < limits.font) wrong.push(`letters under ${limits.font} px: ${name(e)}`);
    }
    some('forms', wrong);
    some('links that lead nowhere', [...document.querySelectorAll('a[href="#"],a[href^="javascript:"]')].map(name));
    some('pictures without width and height', [...document.images].filter(i => !(i.getAttribute('width') && i.getAttribute('height'))).map(i => i.src));
  }

  function sheets() {
    const physical = /(?:^|;\s*)((?:margin|padding|border)-(?:left|right)|left|right|text-align:\s*(?:left|right)|float:\s*(?:left|right))\s*[:;]/g;
    const wrong = [];
    const read = rules => {
      for (const rule of rules ?? []) {
        read(rule.cssRules);
        for (const match of `${rule.style?.cssText ?? ''};`.matchAll(physical)) wrong.push(`${rule.selectorText} { ${match[1]} }`);
      }
    };
    for (const sheet of document.styleSheets) read(sheet.cssRules);
    some('styles that do not turn round with the direction', wrong);
  }

  function weight() {
    const inline = [...document.scripts].filter(s => !s.src && !/json/.test(s.type)).reduce((sum, s) => sum + s.textContent.length, 0);
    const nodes = document.querySelectorAll('*').length;
    if (inline > limits.inlineScriptBytes) complaints.push(`${inline} bytes of script in the page`);
    if (nodes > limits.nodes) complaints.push(`${nodes} elements, more than ${limits.nodes}`);
  }
}

/** What a person without JavaScript could not do on the open page, as complaints. */
export function complaintsWithoutScript(limits) {
  const isSeen = e => {
    for (let p = e; p; p = p.parentElement) {
      const style = getComputedStyle(p);
      const isFolded = p.tagName === 'DETAILS' && !p.open && e !== p && !e.closest('summary');
      if (style.display === 'none' || style.visibility === 'hidden' || Number(style.opacity) < 0.1 || isFolded) return false;
    }
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };
  const name = e => `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ''} «${(e.textContent || e.value || '').trim().slice(0, 24)}»`;
  const complaints = [];
  const each = (selector, what, isWrong) => {
    for (const e of document.querySelectorAll(selector)) if (isWrong(e)) complaints.push(`${what}: ${name(e)}`);
  };
  const sends = b => (b.tagName === 'BUTTON' || b.tagName === 'INPUT') && b.type === 'submit' && b.form;
  const canBeSent = form => form.querySelector('button:not([type=button]):not([type=reset]),input[type=submit],input[type=image]')
    || (form.id && document.querySelector(`button[form="${form.id}"]`));
  each('button,input[type=button],[role=button]', 'does nothing without script', b => isSeen(b) && !sends(b) && !b.hasAttribute('popovertarget'));
  each('a', 'leads nowhere without script', a => isSeen(a) && (!a.hasAttribute('href') || /^#$|^javascript:/.test(a.getAttribute('href'))));
  each('form', 'cannot be sent without script', form => isSeen(form) && !canBeSent(form));
  const isWhollyHidden = e => ![e, ...e.querySelectorAll('*')].some(isSeen);     // a box may be empty whose bar is fixed to the screen
  each('main,main>*,h1,form', 'hidden without script', e => e.textContent.trim() && isWhollyHidden(e) && !e.closest('[hidden],dialog,details,template,noscript,[popover]'));
  each('main', 'empty', main => !main.textContent.trim());
  const letters = document.body.innerText.trim().length;
  if (letters < limits.textLetters) complaints.push(`only ${letters} letters can be seen`);
  return complaints;
}
