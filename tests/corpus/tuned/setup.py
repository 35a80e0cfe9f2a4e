from setuptools import find_packages, setup

setup(
    name="offboarder",
    version="1.2.0",
    packages=find_packages("src"),
    package_dir={"": "src"},
    install_requires=[
        "click>=7.1.1",
        "py42>=1.20.0,<2",
        "code42cli==1.14.5",
        "requests",
    ],
    extras_require={"dev": ["pytest", "incydr>=2"]},
)
