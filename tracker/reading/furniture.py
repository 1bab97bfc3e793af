"""What stands around an article and is not the article: by what the page calls it, and by what it says.

Names (class, id, role) mark whole containers; a name is only a hint, which the container that holds most of the page's prose
overrules. Lines are judged by their own words, the same way on pages and in plain-text dumps.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from tracker.reading.tree import Node

Sort: TypeAlias = Literal["furniture", "related", "topics", "pull", "head"]
"""``head`` is what belongs to the article but not to its body: byline, date, standfirst, kicker."""

_TAGS: dict[str, Sort] = {
    "nav": "furniture",
    "footer": "furniture",
    "aside": "furniture",
    "figure": "furniture",
    "figcaption": "furniture",
    "dialog": "furniture",
    "label": "furniture",
    "header": "head",
    "hgroup": "head",
    "time": "head",
    "amp-sidebar": "furniture",
}
_ROLES = frozenset("navigation banner contentinfo complementary dialog alertdialog search menu menubar toolbar alert tablist".split())

_RELATED = frozenset(
    "related recommended recommend recommendation recommendations recirc recirculation relevant trending popular latest ranking rank "
    "hot top5 further also readmore readnext morelike morefrom suggested similar teaser teasers mostread mostviewed most prevnext "
    "taboola outbrain reco recos more previous next seealso cards prev"
    .split()
)
_TOPICS = frozenset("tags tag keywords keyword kw hash hashtags topics themen".split())
_PULL = frozenset("pullquote pull pq callout blockquote quote hl highlight highlighted breakout".split())
_HEAD = frozenset(
    "byline author authors authorline autor autoren dateline datum date timestamp stamp published pubdate updated meta kicker eyebrow "
    "standfirst dek deck subtitle subheadline subhead dachzeile reporter signature contrib contributor contributors writer "
    "info publine postdate changeddate excerpt release category breadcrumb readtime reading posted who when pub by"
    .split()
)
_FURNITURE = frozenset(
    "ad ads adv advert adverts advertisement advertising adslot adbox anzeige werbung mpu dfp gpt leaderboard sponsor sponsored promo "
    "promoted promotion cookie cookies consent gdpr ccpa onetrust usercentrics cmp newsletter newsletters signup subscribe "
    "subscriber subscription comments comment disqus respond discussion annotations reactions share sharing sharedaddy "
    "social sns teilen bookmark toolbar tools utility breadcrumbs crumbs crumb nav navigation navbar menu gnb lnb gnav hnav "
    "sidebar widget footer foot masthead banner skip caption captions cap credit credits gallery slideshow carousel bio biography "
    "authorbox keypoints keypoint kp takeaways takeaway toc modal popup overlay toast gate disclaimer disclosure disc copyright "
    "correction donate donation patron membership contacts contact follow login signin survey poll quiz audio player podcast "
    "embed pagination pager affiliate login logo ticker livebar edition langbar lang factbox verdict widget btn btns buttons button "
    "support print standards editing tail translated note notice mail email pin tip tips infobox "
    "imprint impressum weather search login register registration legal rss cta upsell paywallbox highlights quotes quickread "
    "prevnext editor ufi inline-sub join filters chart"
    .split()
)
_LONG = re.compile(
    r"newsletter|breadcrumb|advert|subscri|cookie|comment(?!ar)|sidebar|recommend|mostread|most-read|mostview|most-view|read-next|read-more"
    r"|also-read|alsoread|readmore|more-on|more-from|more-like|see-also|seealso|key-?points?|take-?aways?|key-?events|summary-?box"
    r"|at-a-glance|pull-?quote|related|share-|-share|social|signup|sign-up|paywall-(?!content)|trending|popular"
)
_RELATED_LONG = re.compile(r"related|recommend|most-?(read|view)|read-?(next|more)|also-?read|more-|see-?also|trending|popular|prev-?next")


def sort_of(node: Node) -> Sort | None:
    """What the element's tag and names say it is; ``None`` when they say nothing against it."""
    if node.attribute("role").lower() in _ROLES:
        return "furniture"
    words, hints = node.words, node.hints
    if words & _PULL and not words & (_FURNITURE - {"note"}):
        return "pull"
    if words & _RELATED or _RELATED_LONG.search(hints):
        return "related"
    if words & _TOPICS:
        return "topics"
    if words & _FURNITURE or _LONG.search(hints):
        return "furniture"
    if words & _HEAD:
        return "head"
    return _TAGS.get(node.tag)


_CREDIT = re.compile(
    r"""^\W*(?:
        (?:(?:additional|further|with)\s)?(?:reporting|writing|editing|compiled|edited|translated|translation|research)
            (?:\s(?:and|&)\s\w+)?\s+(?:by|from|in)\b
      | additional\sreporting\b | with\s(?:assistance|files|reporting|contributions?|additional\sreporting)\s(?:from|by)\b
      | (?:text|photos?|photographs?|pictures?|graphics?|illustrations?|video|image|foto|fotos)\s(?:by|from|credit)\b | (?:photo|image|picture|foto|bild|credit|source)\s?:
      | (?:getty|reuters|ap|afp|epa|shutterstock|bloomberg)(?:\s(?:images|photo|file\sphoto))?$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_REPORTED = re.compile(r"^\(.{3,200}\b(reported|contributed|reporting|writing)\b.{0,120}\)$", re.IGNORECASE)
_END_MARK = re.compile(r"^(?:[#*\-–—_~=·•∎■\s.]{1,20}|\W{0,3}(?:end|ends|ende|fin|完|끝|了)\W{0,3}|-\s?30\s?-)$", re.IGNORECASE)
_LABEL = re.compile(
    r"""^\W*(?:
        advertis\w+ | anzeige | werbung | publicité | publicidad | sponsored(?:\scontent)? | promoted | skip\sto\s.* | listen(?:\sto\s(?:this\s)?article)?.*
      | share(?:\s(?:this|on|via)\b.*)? | print | save | bookmark | copy\slink | gift\s(?:this\s)?article | font\ssize.* | text\ssize.* | reading\stime.* | \d+\smin(?:ute)?s?\sread
      | read\s(?:more|next|also|on|the\sfull)\b.* | see\salso\b.* | also\sread\b.* | related(?:\s\w+)?(?:\s\w+)? | further\sreading | more\s(?:on|from|in)\b.* | recommended.* | you\s(?:may|might)\salso\slike.*
      | discover\smore\b.* | now\sand\sstay\supdated\swith | most\s(?:read|viewed|popular).* | trending.* | popular.* | top\sstories.* | latest\s(?:news|stories).* | don.t\smiss.* | in\sthis\sarticle | what\sto\sread\snext.*
      | watch(?:\snow)?\s?: .* | video\s?:.* | photos?\s?:.* | gallery\s?:.* | \[(?:embedded|interactive|print|close|chart|video|photo|image).* | load\s(?:external|more).* | view\s(?:in|this).* | download\b.* | click\shere.* | register\snow
      | tags?\s?:.* | topics?\s?:.* | topics | keywords?\s?:.* | filed\sunder.* | categor(?:y|ies)\s?:.* | posted\s(?:in|on|by)\b.* | published\s?:?.* | updated\s?:.* | last\supdated.* | first\spublished.* | source\s?:.* | editor\s?:.*
      | comments?(?:\s\(?\d[\d,]*\)?)? | leave\sa\s(?:reply|comment).* | back\sto\stop | home | menu | search | log\sin.* | sign\s(?:in|up)\b.* | subscribe\b.* | follow\sus.* | join\sour.* | contact\sus.* | about\sus
      | why\syou\scan\strust.* | our\sstandards\b.* | standards\s&?\s?.*policy | for\simmediate\srelease.* | media\scontacts?\b.* | press\scontacts?\b.* | contacts?\s?:?
      | 【.{0,60}】 | \[?pr\]?\s.{0,80} | lesen\ssie\sauch.* | mehr\szum\sthema.* | lire\saussi.* | lees\sook.* | leer\stambién.* | 相关(?:阅读|新闻|报道).* | 延伸阅读.* | 責任編輯.* | 责任编辑.* | 編輯[:：].* | 编辑[:：].* | 来源[:：].* | 関連記事.* | 관련\s?기사.*
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NOTICE = re.compile(
    r"""(?:
        ©|\(c\)\s?(?:19|20)\d\d|\bcopyright\b.{0,80}(?:reserved|\d{4}|prohibit)|all\srights\sreserved|reproduction\s(?:is\s)?(?:without|prohibited)|無断転載|版权所有|무단\s?전재
      | \b(?:privacy\spolicy|terms\s(?:of\s(?:use|service)|and\sconditions|&\sconditions))\b
      | by\s(?:clicking|submitting|signing\sup|continuing|subscribing)\b.{0,60}\byou\s(?:agree|consent|accept) | (?:we|site|website)\b.{0,40}\buses?\scookies | cookies?\s(?:policy|settings|to\spersonali[sz]e)
      | \bsign\sup\s(?:here|for|to|now)\b.{0,80}(?:newsletter|briefing|inbox|updates|emails?|list) | (?:newsletter|briefing|stories|news|analysis)\b.{0,60}\b(?:in|to)\syour\sinbox | get\s.{0,60}\bin\syour\sinbox
      | \bsubscribe\s(?:to|now|for)\b.{0,60}(?:newsletter|channel|podcast|list|updates|today) | \b(?:follow|join|add)\s.{0,60}\bon\s(?:telegram|whatsapp|google\snews|facebook|linkedin|x|twitter|youtube|flipboard|wechat)\b | whatsapp\schannel
      | ^(?:this|the)\s(?:article|story|post|report|piece|text|content)\s(?:was|is|has\sbeen|first|originally)\b.{0,60}\b(?:translated|published|republished|appeared|updated|corrected|generated|syndicated|reproduced|produced)
      | ^(?:correction|clarification|editor.s\snote|update)\b.{0,60}:.{0,200}\b(?:earlier|previous|original|corrected|updated)\b | \ban\s(?:earlier|previous)\sversion\sof\sthis\s(?:story|article|post)
      | \b(?:views|opinions)\s(?:expressed|are)\b.{0,60}\b(?:own|author|necessarily) | not\s(?:constitute\s)?(?:investment|legal|financial)\sadvice | may\searn\s(?:a|an)?\s?(?:affiliate\s)?commission | attorney\sadvertising
      | \b(?:has|have|holds?)\sno\sposition\sin\sany\b | reader-supported\spublication | become\sa\s(?:member|patron|subscriber|paid) | consider\s(?:a\sgift|becoming|donating|subscribing) | support\s(?:our|independent)\s(?:work|journalism) | \bdata\s(?:is\s)?delayed\b
      | \bcan\sbe\sreached\sat\b | ^(?:reach|contact|email|follow|write\sto)\s.{0,60}(?:@|\bat\b|\bon\b) | \bpodcasts?\b.{0,40}\bwherever\syou\sget | ^know\ssomething\babout | have\sa\s(?:news\s)?tip\b
      | comments\s(?:will\sbe|are)\s(?:moderated|closed|now|provided) | you\shave\sreached\syour\s(?:limit|free) | official\swebsite\sof\sthe\sunited\sstates | ^as\sa\ssubscriber | ^with\skind\sregards
      | \bread(?:er)?s?\salso\sread\b | ^\[fr\sdoc | ^billing\scode | ^stay\s(?:updated|informed|tuned) | ^listen\sto\sour\s | ^support\s\w+\swith\b | ^missing\s.{0,30}\?\swrite\sto\s
      | receive\s.{0,80}\b(?:alerts|newsletter|mailing\slist) | cannot\sread\sthis\semail | ^photo(?:graph)?s?\sby | forward-looking\sstatements?\s(?:within|involve|are)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TAIL_HEADING = re.compile(
    r"""^\W*(?:
        about\s(?:the\s(?:authors?|company|report|research)|us\b|[A-Z][\w&.,’' -]{1,60}) | contacts?(?:\sus|\sinformation)? | (?:media|press|investor|public)\s(?:contacts?|relations|enquiries|inquiries)\W*
      | notes?\sto\seditors? | forward[- ]looking\sstatements?.* | safe\sharbou?r.* | cautionary\s(?:note|statement).* | disclaimer | signatures? | division\sin\scharge | disclosure | references | footnotes | sources
      | (?:related|similar)\s\w+.* | further\sreading | read\s(?:more|next|also) | see\salso | more\s(?:on|from|about|in)\s.* | (?:share|comments?|topics?|tags|components|attachments?|documents?|downloads?|newsletter)
      | join\sthe\s(?:conversation|discussion) | your\s(?:hosts|contacts?) | authors? | key\scontacts?
    )\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
_BOX_TITLE = re.compile(
    r"^\W*(?:key\s(?:points?|takeaways?|facts|events)|takeaways?|in\s(?:short|brief)|quick\s(?:take|read)|at\sa\sglance|the\sgist|highlights|summary\spoints|"
    r"why\sit\smatters\sin\sbrief|what\syou\sneed\sto\sknow|verdict|contents|table\sof\scontents|in\sthis\sarticle|auf\seinen\sblick|das\swichtigste\sin\skürze|l.essentiel)\W*$",
    re.IGNORECASE,
)


def is_credit(line: str) -> bool:
    """'Reporting by …; editing by …', a photo credit, '(X reported from Y.)'."""
    return len(line) < 400 and bool(_CREDIT.match(line) or _REPORTED.match(line))


def is_end_mark(line: str) -> bool:
    """'###', '(END)', '■'."""
    return bool(_END_MARK.match(line))


def is_label(line: str) -> bool:
    """A short line that names a box, a button or a link: 'Further Reading', 'ADVERTISEMENT', 'Share this'."""
    return len(line) <= 160 and bool(_LABEL.match(line)) and not _long_sentence(line)


def is_notice(line: str) -> bool:
    """A notice of the publisher about itself: copyright, cookies, newsletters, corrections, disclaimers."""
    return len(line) < 700 and bool(_NOTICE.search(line))


def is_contact(line: str) -> bool:
    """An e-mail address or telephone number with little around it."""
    rest = _MAIL.sub("", line)
    return (rest != line and len(rest) < 60) or bool(re.match(r"^\W*(?:tel|phone|fax|telephone|tel\.)\W*:?\s*[+\d(]", line, re.IGNORECASE))


def is_furniture_line(line: str) -> bool:
    """Whether a line is none of the article's own."""
    return is_end_mark(line) or is_label(line) or is_credit(line) or is_contact(line) or is_notice(line)


def is_tail_heading(line: str) -> bool:
    """A heading under which, at the end of an article, nothing of the article follows."""
    return len(line) <= 90 and bool(_TAIL_HEADING.match(line))


def is_box_title(line: str) -> bool:
    """The title of a box that sums the article up: 'Key points', 'At a glance'."""
    return len(line) <= 60 and bool(_BOX_TITLE.match(line))


def _long_sentence(line: str) -> bool:
    """'Related charges were dropped on Friday after a hearing.' is a sentence, whatever it begins with."""
    return line.rstrip().endswith((".", "。")) and len(line.split()) > 8
