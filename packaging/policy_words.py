"""What each setting is called where policies are edited, in English and Spanish, and its sentence in Spanish.

The English sentence is the one that stands below the setting in `app/system/settings.py`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettingWords:
    """The title in both languages, and the sentence in Spanish."""

    english: str
    spanish: str
    sentence: str


WORDS = {
    "url": SettingWords(
        "Store address",
        "Dirección de la tienda",
        "La dirección base de la tienda, o su nombre corto; vacía hasta el primer inicio.",
    ),
    "prefix": SettingWords(
        "Path of the Images document",
        "Ruta del documento Images",
        "La ruta del documento Images bajo la dirección base; algunas tiendas usan todavía otra.",
    ),
    "key_header": SettingWords(
        "Header of the API key", "Cabecera de la clave", "La cabecera de la petición que lleva la clave de la API."
    ),
    "heartbeat_path": SettingWords(
        "Path of the heartbeat",
        "Ruta del latido",
        "Dónde dice la tienda que está ahí y que conoce la clave.",
    ),
    "takes_prescription_id": SettingWords(
        "Send prescription_id",
        "Enviar prescription_id",
        "Enviar `prescription_id` con cada página: para tiendas de las que se sabe que lo aceptan.",
    ),
    "user_id": SettingWords(
        "Who is scanning",
        "Quién escanea",
        "Quién escanea: el ID de un usuario de DRX al que se vincula también cada página de este mostrador.",
    ),
    "curtain_min": SettingWords(
        "Curtain after minutes",
        "Cortina tras minutos",
        "Tras tantos minutos sin una tecla ni un clic todo se oculta tras una cortina, de 1 a 30.",
    ),
    "curtain_pin": SettingWords(
        "PIN of the curtain",
        "PIN de la cortina",
        "Lo que se guarda del PIN que levanta la cortina (`scrypt$…`); vacío o `none`: la levanta una tecla.",
    ),
    "hides_from_screenshots": SettingWords(
        "Leave the window out of screenshots",
        "Dejar la ventana fuera de las capturas",
        "Pedir al sistema que deje la ventana fuera de capturas y pantallas compartidas; solo Windows puede hacerlo.",
    ),
    "people": SettingWords(
        "People who scan",
        "Personas que escanean",
        'Quién puede escanear, para elegir: `[{"name": "Ana", "user_id": "usr_7"}]`.',
    ),
    "settle_s": SettingWords(
        "Seconds to settle a lost answer",
        "Segundos para aclarar una respuesta perdida",
        "Cuánto tiempo se aclara una respuesta perdida releyendo, antes de poder enviar la página otra vez, "
        "en segundos, de 0 a 3600.",
    ),
    "recall_s": SettingWords(
        "Seconds to take an upload back",
        "Segundos para recuperar un envío",
        "Cuánto tiempo se puede recuperar un envío antes de que salga, en segundos, de 0 a 60.",
    ),
    "parallel": SettingWords(
        "Pages sent at the same time",
        "Páginas enviadas a la vez",
        "Páginas que se envían a la vez, 1 o 2; nunca dos del mismo registro.",
    ),
    "retention_h": SettingWords(
        "Hours that delivered pages are kept",
        "Horas que se guardan las páginas entregadas",
        "Cuánto tiempo se guardan en este equipo las páginas entregadas, en horas, de 0 a 720; "
        "las no enviadas no se borran nunca.",
    ),
    "recents_h": SettingWords(
        "Hours that recent records are remembered",
        "Horas que se recuerdan los registros recientes",
        "Cuánto tiempo se recuerdan en este equipo los registros recientes y una lista de trabajo, en horas, "
        "de 0 a 168.",
    ),
    "lowered_stores": SettingWords(
        "Stores that take smaller pages",
        "Tiendas que aceptan páginas menores",
        "Direcciones base de tiendas que rechazaron una página de 10 MB: sus páginas se ajustan a 7,4 MB.",
    ),
    "theme": SettingWords("Theme", "Tema", "`system`, `light`, `dark` o `contrast`."),
    "language": SettingWords(
        "Language",
        "Idioma",
        "Las palabras de la pantalla: `system`, `en` o `es`; la línea de comandos habla siempre inglés.",
    ),
    "window": SettingWords(
        "Place of the window",
        "Lugar de la ventana",
        "Dónde estaba la ventana al cerrarse: `1280x760+40+30`, seguido de ` maximized` si llenaba la pantalla.",
    ),
    "gallery_as_list": SettingWords(
        "Gallery as a list",
        "Galería como lista",
        "La galería línea por línea en lugar de miniaturas, como se eligió allí la última vez.",
    ),
    "letter_keys": SettingWords(
        "Single letters as keys",
        "Letras solas como teclas",
        "Las letras y cifras solas son teclas; desactivado: solo se escriben.",
    ),
    "keys": SettingWords(
        "Other keys",
        "Otras teclas",
        "Otras teclas que las habituales para lo que se hace con páginas: `crop=K`, `upload=Ctrl+U`.",
    ),
    "sounds": SettingWords(
        "Short sounds",
        "Sonidos breves",
        "Un sonido breve para lo elegido, para lo llegado y para lo que necesita a una persona.",
    ),
    "page_size": SettingWords(
        "Size of pages",
        "Tamaño de las páginas",
        "`best`, lo que permiten los límites de la tienda, o `reasonable`: unos 2 MB por página, para una línea lenta.",
    ),
    "malware_check": SettingWords(
        "Check files for viruses",
        "Buscar virus en los archivos",
        "`off`, `warn` o `require`: ¿debe un antivirus de este equipo mirar cada archivo antes de abrirlo?",
    ),
    "clamd_address": SettingWords(
        "Address of ClamAV",
        "Dirección de ClamAV",
        "El socket o puerto de ClamAV en este equipo, `/run/clamav/clamd.ctl` o `127.0.0.1:3310`; "
        "vacía: la habitual, o AMSI.",
    ),
    "label_patterns": SettingWords(
        "Patterns of labels",
        "Patrones de etiquetas",
        "Cómo son los códigos de las etiquetas de esta tienda, una línea por clase (las palabras están en "
        "`app.domain.labels`).",
    ),
    "scanner_prefix": SettingWords(
        "Prefix of the barcode scanner",
        "Prefijo del lector de códigos",
        "Lo que el lector de códigos pone ante cada código y no forma parte de él.",
    ),
    "scanners": SettingWords(
        "Scanners",
        "Escáneres",
        "Los escáneres que se conocen aquí; en el entorno, una lista de direcciones: "
        "`http://192.0.2.7/eSCL,https://…`.",
    ),
    "scanner": SettingWords(
        "Scanner that is used",
        "Escáner que se usa",
        "El ID del escáner que se usa donde un perfil no nombra otro; vacío: el que responde.",
    ),
    "looks_for_scanners": SettingWords(
        "Look for scanners at the start",
        "Buscar escáneres al inicio",
        "Buscar escáneres en la red cuando el programa se inicia y aún no conoce ninguno.",
    ),
    "profiles": SettingWords(
        "Profiles",
        "Perfiles",
        "Ajustes para clases de documentos, hasta seis, en las teclas F7 a F12.",
    ),
    "last_scan": SettingWords("How F2 scans", "Cómo escanea F2", "Cómo escanea F2: como la última vez."),
    "expected_documents": SettingWords(
        "Expected documents",
        "Documentos esperados",
        "Lo que debería haber para cada clase de registro: "
        '`{"patient": ["id front", "insurance card back"], "sale": []}`.',
    ),
    "compares_with_drx": SettingWords(
        "Compare with DRX's own images",
        "Comparar con las imágenes de DRX",
        "Traer las imágenes más recientes de un registro cuyas páginas están en la mesa, para ver qué tiene ya DRX.",
    ),
    "hot_folder": SettingWords(
        "Hot folder",
        "Carpeta vigilada",
        "Una carpeta cuyos archivos llegan solos a la mesa; vacía: ninguna.",
    ),
    "hot_folder_after": SettingWords(
        "What becomes of its files",
        "Qué pasa con sus archivos",
        "Qué pasa con un archivo así cuando sus páginas están a salvo aquí: `move` lo mueve a `done`, "
        "`leave` lo deja, `delete` lo borra.",
    ),
    "updates": SettingWords(
        "Tell of newer versions",
        "Avisar de versiones nuevas",
        "Preguntar una vez al día por un aviso firmado de una versión nueva y decirlo en una línea discreta; "
        "no instala nada.",
    ),
    "updates_url": SettingWords(
        "Address of new versions",
        "Dirección de las versiones nuevas",
        "Dónde está ese aviso: una dirección que empieza por https://; vacía: no se pregunta a nadie.",
    ),
}
